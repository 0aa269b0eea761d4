"""nginx with the files of deploy/nginx; only what stands in here/ is made for this machine."""

import os
import shutil
import signal
from collections.abc import Callable, Sequence
from pathlib import Path

from deploy.local.hosts import Host
from deploy.local.parts import Part
from deploy.local.programs import program, run

_CONF = Path(__file__).resolve().parents[1] / "nginx"
_GENERATIONS = "generation"


def make_certificate(folder: Path) -> None:
    """Make one for this machine, signed by itself, where there is none."""
    if (folder / "certificate.pem").exists():
        return
    asked = [program("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "800"]
    asked += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    asked += ["-keyout", "certificate.key", "-out", "certificate.pem", "-subj", "/CN=localhost"]
    run([*asked, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"], folder)
    (folder / "certificate.key").chmod(0o600)


def write_conf(folder: Path, hosts: Sequence[Host], *, port: int, plain_port: int) -> None:
    """Write into folder/nginx what nginx reads: the files of deploy/nginx, but those in here/."""
    conf = folder / "nginx"
    shutil.copytree(_CONF, conf / "trygghetsportalen", dirs_exist_ok=True)
    shutil.copyfile(_CONF / "nginx.conf", conf / "nginx.conf")
    here = conf / "trygghetsportalen/here"
    ours = (here / "upstream.conf").read_text()
    first, *rest = [line for line in ours.splitlines() if line.lstrip().startswith("server ")]
    options = first.partition("127.0.0.1:8000")[2]
    servers = "\n".join(f"    server {host.address}:{host.port}{options}" for host in hosts)
    ours = ours.replace("\n".join([first, *rest]), servers)
    ours = ours.replace("trygghet.example.se", f"127.0.0.1:{port}")
    (here / "upstream.conf").write_text(ours)
    generations = folder / _GENERATIONS
    (here / "kept.conf").write_text(
        (here / "kept.conf")
        .read_text()
        .replace("/var/lib/nginx/portal", f"{folder}/nginx-files/pages")
        .replace("/var/lib/trygghetsportalen-generation", str(generations))
    )
    log = f"access_log {folder}/log/nginx-access.log portal;\n"
    (here / "http.conf").write_text(f"listen 127.0.0.1:{plain_port};\n{log}")
    (here / "https.conf").write_text(
        f"listen 127.0.0.1:{port} ssl http2;\n"
        f"ssl_certificate {folder}/certificate.pem;\n"
        f"ssl_certificate_key {folder}/certificate.key;\n{log}"
    )


def nginx(folder: Path, *, is_ready: Callable[[], bool]) -> Part:
    """Return nginx for the files that `write_conf` wrote; `is_ready` asks the portal through it."""
    files = folder / "nginx-files"
    files.mkdir(exist_ok=True)
    # It has a user of its own for what comes in.
    files.chmod(0o711)
    command = [program("nginx", "nginx-light"), "-p", str(files)]
    command += ["-c", f"{folder}/nginx/nginx.conf"]
    if os.geteuid() == 0:
        command += ["-g", "user nobody nogroup;"]
    stop = signal.SIGQUIT
    return Part("nginx", command, folder, stopped_by=stop, patience_s=5, answers=is_ready)


def generation(folder: Path) -> Part:
    """Return what tells nginx that something public has changed."""
    generations = folder / _GENERATIONS
    generations.mkdir(exist_ok=True)
    # nginx has a user of its own.
    generations.chmod(0o711)
    conf = folder / "nginx/trygghetsportalen"
    command = ["sh", str(conf / "follow-generation"), str(conf / "here/upstream.conf")]
    environment = {"PATH": os.environ["PATH"]}
    return Part(
        "generation",
        [*command, str(generations)],
        folder,
        environment,
        answers=(generations / "now").exists,
    )
