"""Who may see which canary, and who may write to which table.

R is Redaktör, K Kommunikatör, H Handläggare, A Administratör; "-" has an account without a role,
and "." is not logged in, or not any more.
"""

import re

# By how what it is called begins; the canaries stand in `tests/roles/portal.py`.
SEES = """
    kanarie-forslag           HA
    kanarie-bilaga            HA
    kanarie-brev-proposal     HA
    kanarie-protokoll         HA
    kanarie-anmald          KHA
    kanarie-behov           KHA
    kanarie-brev-dialogue   KHA
    kanarie-synpunkt        K A
    kanarie-uppgift         K A
    kanarie-brev-suggestion K A
    kanarie-brev-account      A
    kanarie-konto             A
    kanarie-kontakt        RKHA
    kanarie-utkast         RKHA
    kanarie-ide            RKHA
    kanarie-stangd-sida    RKHA
    kanarie-stangd-fil    -RKHA
"""
# What a POST with nothing in it may change. A table that is not named is written by nobody.
WRITES = """
    casework_ratecount                 .-RKHA
    django_session                      -RKHA
    wagtailusers_userprofile             RKHA
    wagtailadmin_editingsession          RKHA
    wagtailcore_modellogentry            RKHA
    wagtailcore_page                     RKHA
    wagtailcore_pagelogentry             RKHA
    wagtailcore_pagesubscription         RKHA
    wagtailcore_revision                 RKHA
    wagtailsearch_indexentry             RKHA
    wagtail_localize_string              RKHA
    wagtail_localize_stringsegment       RKHA
    wagtail_localize_translation         RKHA
    wagtail_localize_translationsource   RKHA
    core_portalrendition                 RKHA
    core_publicchange                    RKHA
    wagtail_localize_                    K  A
    wagtailcore_pageviewrestriction      K  A
    wagtailcore_referenceindex           K  A
    wagtailcore_taskstate                K  A
    wagtailcore_workflowstate            K  A
    wagtaildocs_document                 K  A
    wagtailsearch_                       K  A
    searching_                           K  A
    casework_dispatch                    K  A
    casework_mail                        K  A
    core_user                               A
    core_                                K  A
    associations_                        K  A
    dialogues_                           K  A
    home_                                K  A
    auth_group                              A
    wagtailcore_groupcollectionpermission   A
    wagtailcore_grouppagepermission         A
    wagtailcore_site                        A
    wagtailcore_task                        A
    wagtailcore_workflow                    A
    wagtailcore_workflowpage                A
    wagtailredirects_redirect               A
"""


def canaries() -> list[str]:
    """Return all that must not be seen by everybody."""
    return list(_rows(SEES))


def sees(canary: str) -> str:
    """Return the letters of those who may see a canary."""
    return _rows(SEES)[canary]


def writes(table: str) -> str:
    """Return the letters of those who may write to a table: what its longest name says."""
    named = [name for name in _rows(WRITES) if table == name or table.startswith(name)]
    return _rows(WRITES)[max(named, key=len)] if named else ""


def _rows(table: str) -> dict[str, str]:
    rows = (re.split(r"\s+", line.strip(), maxsplit=1) for line in table.strip().splitlines())
    return {name: letters.replace(" ", "") for name, letters in rows}
