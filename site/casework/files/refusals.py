"""Says in words why a file was not taken and what to do, with the name of the file."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.files.file_types import FileRefused, Reason
from casework.files.shown_names import told_name

_MESSAGES: dict[Reason, Promise] = {
    Reason.EMPTY: _("”%(name)s” är tom. Välj en annan fil."),
    Reason.TOO_BIG: _("”%(name)s” är för stor. En fil får vara högst 10 MB."),
    Reason.TOO_MANY: _(
        "”%(name)s” följde inte med. Du kan bifoga högst 5 filer. Ta bort en fil först."
    ),
    Reason.WRONG_TYPE: _(
        "”%(name)s” är inte en sorts fil som vi kan ta emot. Spara den som PDF, ODT, ODS, DOCX,"
        " XLSX, PNG eller JPEG."
    ),
    Reason.MACROS: _("”%(name)s” innehåller makron. Spara den utan makron, eller som PDF."),
    Reason.DDE: _(
        "”%(name)s” hämtar uppgifter från ett annat program (DDE). Ta bort länken, eller spara"
        " filen som PDF."
    ),
    Reason.REMOTE: _(
        "”%(name)s” hämtar en mall eller annat innehåll från en annan dator när den öppnas. Ta"
        " bort länken, eller spara filen som PDF."
    ),
    Reason.EMBEDDED: _(
        "”%(name)s” innehåller ett program eller en fil som vi inte kan se in i. Ta bort det"
        " inbäddade, eller spara filen som PDF."
    ),
    Reason.SCRIPT: _(
        "”%(name)s” innehåller programkod (JavaScript). Skriv ut den till en ny PDF och välj den i"
        " stället."
    ),
    Reason.LAUNCH: _(
        "”%(name)s” startar ett program eller läser andra filer när den öppnas. Skriv ut den till"
        " en ny PDF och välj den i stället."
    ),
    Reason.ENCRYPTED: _(
        "”%(name)s” är låst med lösenord, så vi kan inte läsa den. Ta bort lösenordet och välj"
        " filen igen."
    ),
    Reason.BOMB: _("”%(name)s” är för stor när den packas upp. Spara den som PDF."),
    Reason.POLYGLOT: _("”%(name)s” går inte att läsa säkert. Spara den på nytt, eller som PDF."),
    Reason.BROKEN: _("”%(name)s” går inte att läsa. Spara den på nytt, eller som PDF."),
    Reason.MISNAMED: _(
        "”%(name)s” är en annan sorts fil än namnet säger. Spara den på nytt från programmet som"
        " den gjordes i."
    ),
    Reason.INFECTED: _(
        "”%(name)s” innehåller ett virus enligt vår kontroll. Välj en annan fil, och låt någon se"
        " över din dator."
    ),
    Reason.UNSCANNED: _(
        "Vi kan inte kontrollera ”%(name)s” mot virus just nu, och tar därför inte emot den."
        " Det du har skrivit finns kvar: skicka det utan filen, eller försök igen om en stund."
    ),
    Reason.NO_ROOM: _(
        "Vi kan inte ta emot ”%(name)s” just nu. Texten finns kvar: skicka den utan filer, och"
        " ordna filerna med oss sedan. Eller försök igen i morgon."
    ),
}


def message_of(refused: FileRefused, name: str) -> str:
    """Return why the file of that name was refused and what to do, for beside the field.

    The name is as its sender wrote it, cut and without what is unseen; templates must escape it.
    """
    return str(_MESSAGES[refused.reason]) % {"name": told_name(name)}
