"""The addresses of the log-in in two steps: those that are needed, of all that django-allauth has.

Their names are allauth's own, by which it finds them.
"""

from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import include, path
from django.views.generic import RedirectView

from casework.two_steps import views

_STEP = [
    path("", second_step.index, name="mfa_index"),
    path("kod/", second_step.authenticate, name="mfa_authenticate"),
    path("igen/", views.pass_second_step, name="pass_second_step"),
    path("igen/kod/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("igen/nyckel/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/ta-bort/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("nyckel/", passkey.add_webauthn, name="mfa_add_webauthn"),
    path("nyckel/<int:pk>/ta-bort/", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("nycklar/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("reservkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("borja-om/", views.log_in_again, name="log_in_again"),
]

_CITY = [
    path("<slug:provider_id>/", views.city_log_in, name="openid_connect_login"),
    path("<slug:provider_id>/klar/", views.city_log_in_done, name="openid_connect_callback"),
]

urlpatterns = [
    path("admin/login/", views.StaffLogInView.as_view(), name="account_login"),
    path("admin/andra-steget/", include(_STEP)),
    path("admin/inloggning/inaktiv/", views.inactive, name="account_inactive"),
    path("admin/inloggning/", include(_CITY)),
    path("_util/login/", views.PageLogInView.as_view(), name="page_log_in"),
]
