"""The two parameters on every call."""

from konnektive.reference.parameter import Parameter

LOGIN_ID = Parameter(
    "loginId",
    "required",
    "The API user's login. There is no header and no token.",
    format="up to 32 characters",
    max_length=32,
    source="ActiveCampaign help page; fitboxmedia/konnektive-api",
)
PASSWORD = Parameter(
    "password",
    "required",
    "The API user's password. It must not contain &.",
    format="up to 32 characters, no &",
    max_length=32,
    pattern=r"[^&]{1,32}",
    secret=True,
    source="Create an API user (vendor help); fitboxmedia/konnektive-api",
)
CREDENTIALS = (LOGIN_ID, PASSWORD)
