"""A second step at the log-in and the city's own log-in; see docs/log-in.md.

Off unless the environment says so: then nothing of django-allauth is imported, and nothing routed.
Needs requirements/sso.txt.
"""

from config.env import env, note_unusable, wanted
from core.staff.roles import Role

SECOND_STEP = env.bool("SECOND_STEP", default=False)
# The address of the city's OpenID provider, such as https://login.example.se/realm.
OIDC_URL = env.str("OIDC_URL", default="")
TWO_STEPS_ON = SECOND_STEP or bool(OIDC_URL)

# Who gets in only with a second step, once they have logged in for the first time.
SECOND_STEP_ROLES = env.list("SECOND_STEP_ROLES", default=[]) if SECOND_STEP else []
# Which group there is which role here: "SG-Trygghet-H=Handläggare;SG-Trygghet-A=Administratör".
OIDC_ROLES = dict(
    pair.rsplit("=", 1) for pair in env.str("OIDC_ROLES", default="").split(";") if "=" in pair
)
OIDC_GROUPS_CLAIM = env.str("OIDC_GROUPS_CLAIM", default="groups")
# Whether the provider itself asks for a second step, so that the portal need not.
OIDC_HAS_SECOND_STEP = env.bool("OIDC_HAS_SECOND_STEP", default=False)

TWO_STEPS_APPS: list[str] = []
TWO_STEPS_MIDDLEWARE: list[str] = []

if TWO_STEPS_ON:
    TWO_STEPS_APPS = [
        "casework.two_steps.apps.TwoStepsConfig",
        "allauth",
        "allauth.account",
        "allauth.mfa",
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]
    TWO_STEPS_MIDDLEWARE = [
        "allauth.account.middleware.AccountMiddleware",
        "casework.two_steps.middleware.SecondStepNeededMiddleware",
    ]
    LOGIN_URL, LOGIN_REDIRECT_URL = "account_login", "wagtailadmin_home"
    ACCOUNT_ADAPTER = "casework.two_steps.adapters.AccountAdapter"
    ACCOUNT_LOGIN_METHODS, ACCOUNT_SIGNUP_FIELDS = {"username"}, ["username*"]
    ACCOUNT_EMAIL_VERIFICATION = "none"
    # Addresses are those of core.User; administrators and the provider write them.
    ACCOUNT_UNIQUE_EMAIL = False
    ACCOUNT_REAUTHENTICATION_METHODS = ["mfa"]
    ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
    # The brakes are ours: casework.log_in.brakes.
    ACCOUNT_RATE_LIMITS = False
    MFA_ADAPTER = "casework.two_steps.adapters.SecondStepAdapter"
    MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
    MFA_TOTP_ISSUER = "Trygghetsportalen"
    MFA_ALLOW_UNVERIFIED_EMAIL = True
    MFA_FORMS = {
        "authenticate": "casework.two_steps.forms.CodeForm",
        "reauthenticate": "casework.two_steps.forms.CodeAgainForm",
        "activate_totp": "casework.two_steps.forms.NewAppForm",
        "add_webauthn": "casework.two_steps.forms.NewPasskeyForm",
    }
    # Browsers let passkeys be tried without HTTPS on localhost only.
    MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.bool("PASSKEYS_WITHOUT_HTTPS", default=False)

    SOCIALACCOUNT_ADAPTER = "casework.two_steps.adapters.CityAdapter"
    SOCIALACCOUNT_LOGIN_ON_GET = True
    SOCIALACCOUNT_AUTO_SIGNUP = True
    SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
    # An account with an address that the provider has verified is that person's.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
    SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}

if OIDC_URL:
    if not OIDC_ROLES or not set(OIDC_ROLES.values()) <= {str(role) for role in Role}:
        note_unusable(
            "OIDC_ROLES",
            "Set the environment variable OIDC_ROLES: which group of the provider is which role,"
            " such as 'group=Handläggare;other group=Redaktör'.",
        )
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": "stad",
            "name": env.str("OIDC_NAME", default="Stadens inloggning"),
            "client_id": wanted("OIDC_CLIENT_ID", "the portal's name at the provider"),
            "secret": wanted("OIDC_CLIENT_SECRET", "the portal's secret at the provider"),
            "settings": {"server_url": OIDC_URL, "oauth_pkce_enabled": True},
        }
    )
