"""How staff log in, and for how long. See docs/log-in.md."""

from config.env import env

AUTH_USER_MODEL = "core.User"
# Sessions name it, so whoever is logged in past the form names it too.
PASSWORD_BACKEND = "casework.log_in.backends.BrakedBackend"  # noqa: S105
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", PASSWORD_BACKEND]
PASSWORD_LENGTH = env.int("PASSWORD_LENGTH", default=12)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": PASSWORD_LENGTH}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
# Nobody chooses the password of somebody else: a new account begins with an invitation by mail,
# good for so many days.
WAGTAILUSERS_PASSWORD_ENABLED = False
INVITATION_DAYS = env.int("INVITATION_DAYS", default=7)
WAGTAILADMIN_USER_LOGIN_FORM = "core.staff.login.StaffLoginForm"
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "casework.log_in.password_reset.ResetForm"  # noqa: S105
# A link to a new password is good for an hour.
PASSWORD_RESET_TIMEOUT = 60 * 60

# How fast passwords can be tried stands in casework.log_in.brakes.
AXES_HANDLER = "casework.log_in.handler.BrakingHandler"
AXES_CLIENT_IP_CALLABLE = "casework.log_in.handler.sender_address"
AXES_LOCKOUT_CALLABLE = "casework.log_in.handler.locked_page"
# Whoever waits does not wait longer because of trying meanwhile.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
KNOWN_DEVICE_COOKIE_NAME = "device"
# For how long it is kept who has seen what people have sent.
ACCESS_LOG_DAYS = env.int("ACCESS_LOG_DAYS", default=730)

# A session of staff ends so long after the log-in, and after so long without use; minutes.
SESSION_ENGINE = "core.staff.sessions"
SESSION_MINUTES = env.int("SESSION_MINUTES", default=8 * 60)
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=60)
SESSION_COOKIE_AGE = SESSION_MINUTES * 60
