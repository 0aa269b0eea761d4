"""Programs and other things that act, recognised inside of files that should hold none."""

from casework.files.file_types import FileRefused, Reason

# Word and Excel before 2007, and whatever Office embeds from another program: a container that
# may hold anything at all, among others what exploits of the equation editor are made of.
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    OLE_MAGIC,
    b"MZ",
    b"\x7fELF",
    # Programs of macOS, and of Java.
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
    # Links and help files of Windows; RTF, which holds OLE.
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"ITSF",
    b"{\\rtf",
)
# What Windows, macOS or a browser runs by its name alone.
_EXTENSIONS = (
    *(".app", ".bat", ".chm", ".cmd", ".com", ".cpl", ".dll", ".exe", ".gadget", ".hta", ".htm"),
    *(".html", ".inf", ".iso", ".jar", ".js", ".jse", ".lnk", ".mht", ".mhtml", ".msc", ".msi"),
    *(".msp", ".pif", ".pkg", ".ps1", ".py", ".reg", ".rtf", ".scf", ".scr", ".sct", ".sh"),
    *(".settingcontent-ms", ".shtml", ".swf", ".url", ".vb", ".vbe", ".vbs", ".vhd"),
    *(".ws", ".wsc", ".wsf", ".wsh", ".xhtml", ".xll"),
)


def refuse_program(filename: str, head: bytes) -> None:
    """Raise FileRefused when a file inside of a file is a program by its name or its beginning."""
    # Windows drops blanks and full stops at the end of a name.
    if filename.lower().rstrip(" .").endswith(_EXTENSIONS) or head.startswith(_MAGIC):
        raise FileRefused(Reason.EMBEDDED)
