"""Reads AWS config files with botocore. stdin: a list of {env, sources}; stdout: what botocore finds with each."""

import json
import os
import sys

import botocore.session

BASE = {name: os.environ[name] for name in ("PATH",) if name in os.environ}


def described(credentials):
    if credentials is None:
        return "none"
    fetcher = getattr(getattr(credentials, "_refresh_using", None), "__self__", None)
    if credentials.method == "assume-role":
        extra = dict(fetcher._assume_kwargs)
        source = fetcher._source_credentials
        return {
            "role": extra.pop("RoleArn"),
            "duration": extra.get("DurationSeconds"),
            "externalId": extra.get("ExternalId"),
            "from": described(source),
        }
    if credentials.method == "assume-role-with-web-identity":
        return {"web identity": fetcher._assume_kwargs["RoleArn"]}
    if credentials.method == "sso":
        return {"sso": [fetcher._account_id, fetcher._role_name, fetcher._start_url, fetcher._sso_session_name]}
    if credentials.method == "env":
        return "environment"
    return {"key": credentials.access_key, "token": credentials.token or None}


def source(name):
    try:
        return described(botocore.session.Session(profile=name).get_credentials())
    except Exception as error:
        return {"error": type(error).__name__}


SESSION = botocore.session.Session()


def read(asked):
    os.environ.clear()
    os.environ.update(BASE)
    os.environ.update(asked["env"])
    # One session for all: a new one costs more than all that is read.
    SESSION._config = None
    try:
        config = SESSION.full_config
    except Exception as error:
        return {"error": type(error).__name__}
    names = config["profiles"] if asked["sources"] else []
    return {
        "profile": SESSION.get_config_variable("profile"),
        "profiles": config["profiles"],
        "ssoSessions": config.get("sso_sessions", {}),
        "services": config.get("services", {}),
        "sources": {name: source(name) for name in names},
    }


json.dump([read(asked) for asked in json.load(sys.stdin)], sys.stdout)
