"""Parameter names that people invent, and the documented ones that they stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from konnektive.endpoints import ENDPOINTS, Endpoint

_INVENTED: Mapping[str, str] = {
    "emailAddress": "email mail useremail customeremail emailid billingemail",
    "phoneNumber": "phone phoneno telephone tel mobile mobilenumber cell cellphone phonenum customerphone",
    "firstName": "fname givenname forename billingfirstname customerfirstname",
    "lastName": "lname surname familyname billinglastname customerlastname",
    "address1": "address street street1 streetaddress addressline1 addr1 addr billingaddress billingaddress1",
    "address2": "street2 addressline2 addr2",
    "city": "town billingcity",
    "state": "province region billingstate statecode",
    "postalCode": "zip zipcode postcode postal billingzip billingpostalcode",
    "country": "countrycode billingcountry",
    "shipAddress1": "shipaddress shippingaddress shippingaddress1 shipstreet shippingstreet shipaddr1",
    "shipCity": "shippingcity shiptown",
    "shipState": "shippingstate shipprovince",
    "shipPostalCode": "shipzip shipzipcode shippingzip shippingzipcode shippingpostalcode shippostcode",
    "shipCountry": "shippingcountry shipcountrycode",
    "shipFirstName": "shippingfirstname",
    "shipLastName": "shippinglastname",
    "cardNumber": "creditcardnumber creditcard ccnumber ccnum ccno cardno cardnum pan",
    "cardSecurityCode": "cvv cvc cvv2 cvc2 cvn ccv cardcvv cardcvc cccvv securitycode cardcode",
    "cardMonth": "expmonth cardexpmonth ccexpmonth ccmonth expirymonth expirationmonth cardexpirymonth "
    "cardexpirationmonth",
    "cardYear": "expyear cardexpyear ccexpyear ccyear expiryyear expirationyear cardexpiryyear "
    "cardexpirationyear",
    "cardExpiryDate": "expiry expirydate expdate cardexpiry cardexp ccexp expirationdate cardexpirationdate",
    "paySource": "paymentmethod paymentsource paymenttype paymethod paytype",
    "orderId": "previousorderid prevorderid parentorderid originalorderid orderno ordernumber clientorderid "
    "partialid partialorderid",
    "sessionId": "session sessid sessionkey visitid clicksessionid konnektivesessionid",
    "campaignId": "campid",
    "pageType": "page pagename pagetypename step",
    "requestUri": "requesturl landingurl landingpage landinguri pageurl url uri referrerurl",
    "httpReferer": "referer referrer httpreferrer refererurl",
    "userAgent": "ua useragentstring httpuseragent",
    "ipAddress": "ip ipaddr clientip userip customerip remoteaddr remoteip visitorip",
    "payerId": "paypalpayerid payer",
    "token": "paypaltoken ectoken",
    "couponCode": "coupon promocode promo discountcode",
    "product1_id": "productid product product1 product1productid products items cartitems",
    "productId": "product upsaleproductid upsellproductid upsellid",
    "loginId": "login username apilogin apiuser",
    "password": "pass passwd pwd apipassword",
}
"""Documented name to invented ones, in lower case and without marks."""


def documented_name(name: str, endpoint: Endpoint) -> str:
    """The documented parameter that this unknown one stands for; empty where the name is known or strange."""
    return _documented(name, endpoint.path)


_ALSO = {
    "product1_id": ("orderItems",),
    "productId": ("product1_id",),
    "cardExpiryDate": ("cardMonth", "cardYear"),
    "cardMonth": ("cardExpiryDate",),
    "cardYear": ("cardExpiryDate",),
}
"""Documented name to those that say the same."""


@lru_cache(maxsize=256)
def invented(names: tuple[str, ...], endpoint: Endpoint) -> Mapping[str, str]:
    """The unknown names among a call's to the documented ones that it lacks, and that they stand for."""
    found: dict[str, str] = {}
    for name in names:
        right = documented_name(name, endpoint)
        lacks = right and not any(one in names for one in (right, *_ALSO.get(right, ())))
        if lacks and right not in found.values():
            found[name] = right
    return found


def plain(name: str) -> str:
    """A name without case and marks."""
    return "".join(mark for mark in name.lower() if mark.isalnum())


_VAGUE = frozenset({"url", "uri", "page", "step", "ip", "ua", "session", "product", "items"})
"""Words that may mean something of one's own where the documented parameter is only optional."""


@lru_cache(maxsize=8192)
def _documented(name: str, path: str) -> str:
    if ENDPOINTS[path].parameter(name) is not None:
        return ""
    wanted = plain(name)
    known = [one for one in ENDPOINTS[path].parameters if one.name != "affId"]
    for one in known:
        if plain(one.name) == wanted:
            return one.name
    for one in known:
        vague = wanted in _VAGUE and one.need == "optional"
        if wanted in _INVENTED.get(one.name, "").split() and not vague:
            return one.name
    return ""
