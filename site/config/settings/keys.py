"""The keys of the portal beside SECRET_KEY; see docs/keys.md.

Each is a variable such as LINK_KEY. LINK_KEY_FALLBACKS holds those that were used before,
separated by commas: what they made is still recognised.
"""

from config.env import env
from core.keys.purposes import Purpose

SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

PURPOSE_KEYS = {
    purpose.value: [env.str(purpose.value), *env.list(f"{purpose.value}_FALLBACKS", default=[])]
    for purpose in Purpose
    if env.str(purpose.value, default="")
}
