"""How mail leaves, how long it is tried, and how much of it strangers may cause."""

from config.env import env

# EMAIL_BACKEND is the transport. Mails wait in the database; see casework.mail.outbox.
EMAIL_TIMEOUT = 20
# How long to wait after each failure in a row. For the first six hours, in which a mail server is
# mostly mended, mail leaves within five minutes of its return; then it waits longer, for about
# two days in all.
MAIL_RETRY_MINUTES = [1, 2, 3] + [4] * 90 + [15] * 8 + [30] * 8 + [60] * 12 + [120] * 12
# How many mails forms may cause to addresses that nobody has confirmed: to one address a day, and
# to all together an hour. See casework.mail.unconfirmed.
UNCONFIRMED_MAILS_PER_DAY = env.int("UNCONFIRMED_MAILS_PER_DAY", default=3)
UNCONFIRMED_MAILS_PER_HOUR = env.int("UNCONFIRMED_MAILS_PER_HOUR", default=300)
