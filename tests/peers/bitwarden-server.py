#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for a Bitwarden server on 127.0.0.1, for Bitwarden's own program to sign in at.

It has two accounts, one for each way to make a key of the master password. It keeps what the program sends as it came,
encrypted, and never opens it; an import replaces what the account held. Only the keys of the accounts are made here, as
a program of Bitwarden makes them for whoever signs up (bitwarden.com/help/bitwarden-security-white-paper).

usage: MASTER_PASSWORD=… bitwarden-server.py FOLDER     (with server.pem and server.key); prints its port
"""
import base64
import ctypes
import hashlib
import hmac
import http.server
import json
import os
import ssl
import subprocess
import sys
import time
import urllib.parse
import uuid

DATE = "2026-11-27T12:00:00.000Z"
KEPT = ("type", "name", "notes", "favorite", "reprompt", "login", "fields", "key")
PBKDF2 = {"kdfType": 0, "iterations": 600000, "memory": None, "parallelism": None}
ARGON2ID = {"kdfType": 1, "iterations": 3, "memory": 32, "parallelism": 2}


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True, check=True, timeout=60).stdout


def argon2id(password, salt, kdf):
    key = ctypes.create_string_buffer(32)
    code = ctypes.CDLL("libargon2.so.1").argon2id_hash_raw(
        ctypes.c_uint32(kdf["iterations"]), ctypes.c_uint32(kdf["memory"] * 1024), ctypes.c_uint32(kdf["parallelism"]),
        password, ctypes.c_size_t(len(password)), salt, ctypes.c_size_t(len(salt)), key, ctypes.c_size_t(len(key)))
    assert code == 0
    return key.raw


def make_master_key(password, email, kdf):
    if kdf["kdfType"] == 0:
        return hashlib.pbkdf2_hmac("sha256", password, email.encode(), kdf["iterations"], 32)
    return argon2id(password, hashlib.sha256(email.encode()).digest(), kdf)


def stretch(key):
    return b"".join(hmac.new(key, part + b"\x01", "sha256").digest() for part in (b"enc", b"mac"))


def seal(key, data):
    iv = os.urandom(16)
    text = openssl("enc", "-aes-256-cbc", "-K", key[:32].hex(), "-iv", iv.hex(), data=data)
    mac = hmac.new(key[32:], iv + text, "sha256").digest()
    return "2." + "|".join(base64.b64encode(part).decode() for part in (iv, text, mac))


def encode(member):
    return base64.urlsafe_b64encode(json.dumps(member).encode()).rstrip(b"=").decode()


class Account:
    def __init__(self, email, kdf, password, private_key):
        user_key = os.urandom(64)
        public_key = openssl("pkey", "-inform", "DER", "-pubout", "-outform", "DER", data=private_key)
        self.id = str(uuid.uuid4())
        self.email = email
        self.kdf = kdf
        self.key = seal(stretch(make_master_key(password, email, kdf)), user_key)
        self.private_key = seal(user_key, private_key)
        self.keys = {"publicKeyEncryptionKeyPair": {"wrappedPrivateKey": self.private_key,
                                                    "publicKey": base64.b64encode(public_key).decode()}}
        self.unlock = {"salt": email, "kdf": kdf, "masterKeyEncryptedUserKey": self.key}
        claims = {"sub": self.id, "email": email, "name": "Test", "premium": False, "email_verified": True,
                  "iss": "stand-in", "nbf": int(time.time()) - 60, "exp": int(time.time()) + 86400, "sstamp": "stamp",
                  "amr": ["Application"], "client_id": "cli"}
        self.token = ".".join((encode({"alg": "RS256"}), encode(claims), encode("signature")))
        self.ciphers = []

    def sign_in(self):
        return {"access_token": self.token, "token_type": "Bearer", "expires_in": 86400, "refresh_token": self.email,
                "Key": self.key, "PrivateKey": self.private_key, "AccountKeys": self.keys, "Kdf": self.kdf["kdfType"],
                "KdfIterations": self.kdf["iterations"], "KdfMemory": self.kdf["memory"],
                "KdfParallelism": self.kdf["parallelism"],
                "UserDecryptionOptions": {"HasMasterPassword": True, "MasterPasswordUnlock": self.unlock}}

    def sync(self):
        profile = {"id": self.id, "name": "Test", "email": self.email, "emailVerified": True, "key": self.key,
                   "privateKey": self.private_key, "accountKeys": self.keys, "securityStamp": "stamp"}
        return {"object": "sync", "profile": profile, "folders": [], "collections": [], "ciphers": self.ciphers,
                "policies": [], "sends": [], "userDecryption": {"masterPasswordUnlock": self.unlock}}

    def take(self, ciphers):
        self.ciphers = [{name: cipher.get(name) for name in KEPT} |
                        {"id": str(uuid.uuid4()), "object": "cipherDetails", "organizationId": None, "edit": True,
                         "viewPassword": True, "collectionIds": [], "creationDate": DATE, "revisionDate": DATE,
                         "deletedDate": None} for cipher in ciphers]
        return {}


class Handler(http.server.BaseHTTPRequestHandler):
    timeout = 60

    def find_account(self):
        bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
        return next((account for account in accounts.values() if account.token == bearer), None)

    def sign_in(self, body):
        form = dict(urllib.parse.parse_qsl(body.decode()))
        return accounts[form.get("username") or form["refresh_token"]].sign_in()

    def answer_account(self, place, body):
        account = self.find_account()
        if account is None:
            return 401, {}
        if place == "GET /api/sync":
            return 200, account.sync()
        if place == "GET /api/accounts/revision-date":
            return 200, int(time.time() * 1000)
        if place == "POST /api/ciphers/import":
            return 200, account.take(json.loads(body)["ciphers"])
        if place == "POST /api/accounts/key-management/user-key-id":
            return 200, {}
        return 404, {}

    def answer(self, place, body):
        if place == "POST /identity/accounts/prelogin/password":
            account = accounts[json.loads(body)["email"]]
            return 200, {"kdfSettings": account.kdf, "salt": account.email}
        if place == "POST /identity/connect/token":
            return 200, self.sign_in(body)
        if place == "GET /api/config":
            return 200, {"object": "config", "version": "2026.9.0", "environment": {}, "featureStates": {}}
        return self.answer_account(place, body)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, members = self.answer(self.command + " " + self.path.partition("?")[0], body)
        data = json.dumps(members).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_DELETE = handle_any


def make_accounts(password):
    private_key = openssl("pkcs8", "-topk8", "-nocrypt", "-outform", "DER", data=openssl("genrsa", "2048"))
    kdfs = {"pbkdf2@example.org": PBKDF2, "argon2id@example.org": ARGON2ID}
    return {email: Account(email, kdf, password, private_key) for email, kdf in kdfs.items()}


def serve(folder):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    server.serve_forever()


accounts = make_accounts(os.environ["MASTER_PASSWORD"].encode())
serve(sys.argv[1])
