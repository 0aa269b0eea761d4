"""The cache before Django: what all readers share is answered from ready bytes. Decision 16.

Plain Python; what it has to know of the portal it is given as functions. All of it runs in the
server's event loop, but for what it asks in threads: there are no locks.
"""
