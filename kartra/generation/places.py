"""Places people live in, each consistent in itself: country, codes, cities, time zone, telephone numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city with the state and a postal code that belong to it."""

    name: str
    state: str
    zip: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country as Kartra's different keys spell it."""

    name: str
    code_2: str
    code_3: str
    dial: str
    phone: str
    """A number range set aside for fiction by the country's regulator; `#` is a digit."""
    time_zone: str
    street: str
    """How an address is written there: house number and street."""
    tax_percent: int
    """Sales tax or VAT that a shop adds to a digital product."""
    weight: int
    cities: tuple[City, ...]


COUNTRIES = (
    Country("United States", "US", "USA", "+1", "20255501##", "America/New_York", "{n} {s} Ave", 0, 46, (
        City("Austin", "Texas", "78701"), City("Denver", "Colorado", "80202"),
        City("Tampa", "Florida", "33602"), City("Portland", "Oregon", "97204"),
        City("Columbus", "Ohio", "43215"), City("Nashville", "Tennessee", "37203"))),
    Country("United Kingdom", "GB", "GBR", "+44", "2079460###", "Europe/London", "{n} {s} Road", 20, 18, (
        City("London", "", "SW1A 1AA"), City("Leeds", "West Yorkshire", "LS1 4DY"),
        City("Bristol", "", "BS1 5TR"))),
    Country("Canada", "CA", "CAN", "+1", "61355501##", "America/Toronto", "{n} {s} Street", 5, 10, (
        City("Toronto", "Ontario", "M5H 2N2"), City("Calgary", "Alberta", "T2P 1J9"))),
    Country("Australia", "AU", "AUS", "+61", "255501###", "Australia/Sydney", "{n} {s} Parade", 10, 9, (
        City("Sydney", "New South Wales", "2000"), City("Brisbane", "Queensland", "4000"))),
    Country("Germany", "DE", "DEU", "+49", "3023125###", "Europe/Berlin", "{s}straße {n}", 19, 6, (
        City("München", "Bayern", "80331"), City("Köln", "Nordrhein-Westfalen", "50667"))),
    Country("France", "FR", "FRA", "+33", "1990012##", "Europe/Paris", "{n} rue {s}", 20, 4, (
        City("Lyon", "Auvergne-Rhône-Alpes", "69002"), City("Nantes", "Pays de la Loire", "44000"))),
    Country("Ireland", "IE", "IRL", "+353", "20910####", "Europe/Dublin", "{n} {s} Street", 23, 4, (
        City("Cork", "", "T12 W8KP"), City("Galway", "", "H91 E9XP"))),
    Country("Sweden", "SE", "SWE", "+46", "84650040#", "Europe/Stockholm", "{s}gatan {n}", 25, 3, (
        City("Malmö", "Skåne", "211 20"), City("Uppsala", "Uppsala län", "753 10"))),
)  # fmt: skip

STREETS = ("Maple", "Cedar", "Juniper", "Harbour", "Mill", "Orchard", "Willow", "Station", "Bridge", "Linden")
