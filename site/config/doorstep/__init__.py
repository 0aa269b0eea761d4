"""What stands between the server and Django: waits for bodies, so that no thread has to."""
