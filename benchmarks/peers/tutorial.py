"""A webhook receiver as tutorials write it: Flask, and a sqlite3 connection for each request."""

import os
import sqlite3

from flask import Flask, request

app = Flask(__name__)
DATABASE = os.environ["TUTORIAL_DB"]
with sqlite3.connect(DATABASE) as first:
    first.execute("CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, body TEXT)")


@app.post("/in/<path:rest>")
def take(rest: str) -> tuple[str, int]:
    connection = sqlite3.connect(DATABASE, timeout=30)
    connection.execute("INSERT INTO event (body) VALUES (?)", (request.get_data(as_text=True),))
    connection.commit()
    connection.close()
    return "", 200
