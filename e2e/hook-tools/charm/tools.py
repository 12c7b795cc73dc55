"""Calls each function of ops.hookcmds in one action, and leaves what they gave in said.json."""

import dataclasses
import datetime
import json
import os

from ops import hookcmds


def plain(value):
    if dataclasses.is_dataclass(value):
        return {key: plain(part) for key, part in vars(value).items()}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


said = {}


def say(name, call, *args, **kwargs):
    """Notes what a call gives, or the error that it ends with."""
    try:
        result = call(*args, **kwargs)
    except hookcmds.Error as error:
        said[name] = f"exit code {error.returncode}: {error.stderr.strip()}"
        return None
    said[name] = plain(result)
    return result


def use_world():
    say("config", hookcmds.config_get)
    say("config level", hookcmds.config_get, "level")
    say("leader", hookcmds.is_leader)
    goal = hookcmds.goal_state()
    said["goal units"] = sorted(goal.units)
    said["goal relations"] = {endpoint: sorted(goals) for endpoint, goals in goal.relations.items()}
    say("network", hookcmds.network_get, "db", relation_id=relation_id("db"))
    say("resource", lambda: hookcmds.resource_get("motd").read_text())
    say("credential", hookcmds.credential_get)
    say("reboot", hookcmds.juju_reboot, now=True)
    hookcmds.juju_log("-- a line", level="WARNING")
    hookcmds.app_version_set("-1.2")


def relation_id(endpoint):
    """The number of the one relation of an endpoint."""
    return int(hookcmds.relation_ids(endpoint)[0].split(":")[1])


def use_status():
    hookcmds.status_set("active", "-- as it is")
    hookcmds.status_set("blocked", "for all", app=True)
    say("status", hookcmds.status_get)
    say("status of the app", hookcmds.status_get, app=True)


def use_ports():
    hookcmds.open_port("tcp", 80)
    hookcmds.open_port("udp", 8000, to_port=8099, endpoints=["db", "friends"])
    hookcmds.open_port("icmp")
    hookcmds.open_port(None, 443, endpoints="db")
    hookcmds.close_port("tcp", 80)
    hookcmds.close_port("udp", 8000, to_port=8099, endpoints="friends")
    say("ports", hookcmds.opened_ports)
    say("ports with endpoints", hookcmds.opened_ports, endpoints=True)


def use_relations():
    db = relation_id("db")
    say("relation units", hookcmds.relation_list, db, endpoint="db")
    say("relation app", hookcmds.relation_list, db, app=True)
    say("relation app data", hookcmds.relation_get, db, unit="postgres/0", app=True)
    said["relation unit version"] = hookcmds.relation_get(db, unit="postgres/0")["version"]
    say("relation key", hookcmds.relation_get, db, endpoint="db", key="version", unit="postgres/0")
    say("relation model", lambda: hookcmds.relation_model_get(db).uuid == os.environ["JUJU_MODEL_UUID"])
    hookcmds.relation_set({"a": "1", "b": "2"}, db, endpoint="db")
    hookcmds.relation_set({"b": ""}, db)
    hookcmds.relation_set({"all": "yes"}, db, app=True)
    own = os.environ["JUJU_UNIT_NAME"]
    say("own data", lambda: {key: value for key, value in hookcmds.relation_get(db, unit=own).items() if key in "ab"})
    say("own app data", hookcmds.relation_get, db, unit=own, app=True)
    say("wrong relation", hookcmds.relation_list, 99)


def use_secrets():
    until = datetime.datetime(2099, 1, 1, tzinfo=datetime.timezone.utc)
    id = hookcmds.secret_add({"pass": "a\nb"}, label="mine", description="d", expire=until, rotate="daily")
    unit = hookcmds.secret_add({"key": "-"}, owner="unit")
    say("secret", hookcmds.secret_get, id=id)
    say("secret by label", hookcmds.secret_get, label="mine", peek=True)
    hookcmds.secret_set(id, content={"pass": "new"}, label="ours", description="e", expire=until, rotate="never")
    say("secret before", hookcmds.secret_get, id=id)
    say("secret after", hookcmds.secret_get, id=id, label="ours", refresh=True)
    info = say("secret info", hookcmds.secret_info_get, label="ours")
    said["secret info"]["id"] = info.id == id.split(":")[1]
    say("secrets", lambda: len(hookcmds.secret_ids()))
    db = relation_id("db")
    hookcmds.secret_grant(id, db)
    hookcmds.secret_grant(id, db, unit="postgres/0")
    hookcmds.secret_revoke(id, relation_id=db, unit="postgres/0")
    hookcmds.secret_grant(id, db, unit="postgres/0")
    say("revoke from a unit", hookcmds.secret_revoke, id, relation_id=None, unit="postgres/0")
    say("revoke from an app", hookcmds.secret_revoke, id, relation_id=None, app="postgres")
    hookcmds.secret_remove(id, revision=1)
    hookcmds.secret_remove(unit)
    say("secrets left", lambda: len(hookcmds.secret_ids()))
    say("no secret", hookcmds.secret_get, id=unit)
    said["no secret"] = said["no secret"].endswith("not found")


def use_state_and_storage():
    hookcmds.state_set({"a": "1", "b": "-- =\n"})
    say("state", hookcmds.state_get, None)
    say("state b", hookcmds.state_get, "b")
    hookcmds.state_delete("a")
    say("state left", hookcmds.state_get, None)
    say("storages", hookcmds.storage_list, "data")
    say("all storages", hookcmds.storage_list)
    hookcmds.storage_add({"data": 1})
    say("storages after", hookcmds.storage_list)


def use_action():
    say("params", hookcmds.action_get)
    say("param", hookcmds.action_get, "deep.list")
    hookcmds.action_log("-- half")
    hookcmds.action_set({"a": {"b": 1}, "c": "x=y"})
    hookcmds.action_fail("-- not really")


for use in (use_world, use_status, use_ports, use_relations, use_secrets, use_state_and_storage, use_action):
    use()
with open("said.json", "w") as file:
    json.dump(said, file)
