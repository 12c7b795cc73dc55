"""What a script may tell a charm to do. steps.ts does the same."""

import datetime
import json
import logging
import sys

import ops

logger = logging.getLogger(__name__)

statuses = {
    "active": ops.ActiveStatus,
    "blocked": ops.BlockedStatus,
    "maintenance": ops.MaintenanceStatus,
    "waiting": ops.WaitingStatus,
    "error": ops.ErrorStatus,
}


class ScriptError(Exception):
    """A script told the charm to raise."""


def plain(value):
    """Stored wrappers, sets and enums as what JSON knows; sets in an order."""
    if isinstance(value, dict) or hasattr(value, "items"):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (set, frozenset, ops.framework.StoredSet)):
        return sorted((plain(part) for part in value), key=str)
    if isinstance(value, (list, tuple, ops.framework.StoredList)):
        return [plain(part) for part in value]
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    if hasattr(value, "value"):
        return value.value
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def shown(value):
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"))


def name_of(entity):
    return entity.name if entity is not None else None


def kind_of(event):
    if isinstance(event, ops.ActionEvent):
        return "action"
    return event.handle.kind.replace("_", "-")


def facts_of(event):
    if isinstance(event, ops.RelationEvent):
        relation = event.relation
        facts = [f"{relation.name}:{relation.id}", name_of(event.app), name_of(event.unit), relation.active]
        facts += [sorted(unit.name for unit in relation.units), name_of(relation.app)]
        return shown(facts + ([name_of(event.departing_unit)] if isinstance(event, ops.RelationDepartedEvent) else []))
    if isinstance(event, ops.StorageEvent):
        return shown([event.storage.full_id, event.storage.location])
    if isinstance(event, ops.SecretEvent):
        return shown([event.secret.id, event.secret.label, getattr(event, "revision", None)])
    if isinstance(event, ops.PebbleNoticeEvent):
        return shown([event.workload.name, event.notice.id, event.notice.type, event.notice.key])
    if isinstance(event, ops.PebbleCheckEvent):
        return shown([event.workload.name, event.info.name])
    if isinstance(event, ops.ActionEvent):
        return shown([event.id, event.params])
    return shown(event.data) if hasattr(event, "data") else ""


named_errors = (
    (ScriptError, "script"),
    (ops.RelationDataTypeError, "data-type"),
    (ops.RelationDataAccessError, "data-access"),
    (ops.TooManyRelatedAppsError, "too-many"),
    (ops.InvalidStatusError, "status"),
    (ops.SecretNotFoundError, "secret-not-found"),
    (ops.RelationNotFoundError, "relation-not-found"),
)


def name_of_error(error):
    """What a tool refused, and what the library did, with whatever error."""
    is_tools = isinstance(error, ops.hookcmds.Error) or isinstance(error.__cause__, ops.hookcmds.Error)
    return next((name for kind, name in named_errors if isinstance(error, kind)), "tool" if is_tools else "refused")


class Play:
    """Plays the steps of one handler."""

    def __init__(self, actor, event, handler):
        self.actor, self.event, self.handler = actor, event, handler
        self.model, self.unit = actor.model, actor.model.unit
        self.stored = actor._stored

    def all(self, steps):
        for name, *args in steps:
            getattr(self, name.replace("-", "_"))(*args)

    def say(self, *what):
        self.actor.actors["say"](" ".join(what))

    def tell(self, name, value):
        self.say(f"{name}: {shown(value)}")

    # Events, errors and the log.

    def defer(self):
        self.event.defer()

    def defer_times(self, times):
        key = f"{self.handler} {kind_of(self.event)}"
        self.stored.counts[key] = self.stored.counts.get(key, 0) + 1
        if self.stored.counts[key] <= times:
            self.event.defer()

    def emit(self, source, data):
        self.actor.actors["charm"].source(source).emit({"from": source, "data": data})

    def attempt(self, steps):
        try:
            self.all(steps)
        except Exception as error:
            self.say(f"caught {name_of_error(error)}")

    def fault(self):
        raise ScriptError("the script says so")

    def exit(self, code):
        sys.exit(code)

    def log(self, level, text):
        getattr(logger, level)("%s", text)

    # What is stored.

    def store(self, value):
        self.stored.text = value

    def append(self, value):
        self.stored.list.append(value)

    def put(self, key, value):
        self.stored.map[key] = value

    def add(self, value):
        self.stored.set.add(value)

    def discard(self, value):
        self.stored.set.discard(value)

    def nest(self, value):
        self.stored.deep["a"]["b"].append(value)

    def show(self):
        stored = self.stored
        self.tell("stored", [stored.list, stored.map, stored.set, stored.deep, stored.text])

    # Statuses.

    def status(self, name, message):
        self.unit.status = statuses[name](message)

    def app_status(self, name, message):
        self.model.app.status = statuses[name](message)

    def ask_status(self):
        self.tell("status", [self.unit.status.name, self.unit.status.message])

    def ask_app_status(self):
        self.tell("app status", [self.model.app.status.name, self.model.app.status.message])

    def ask_status_of(self, name):
        entity = self.model.get_unit(name) if "/" in name else self.model.get_app(name)
        self.tell(f"status of {name}", entity.status.name)

    def set_status_of(self, name):
        entity = self.model.get_unit(name) if "/" in name else self.model.get_app(name)
        entity.status = ops.ActiveStatus()

    def add_status(self, name, message):
        self.event.add_status(statuses[name](message))

    # Relations.

    def bag(self, endpoint, who):
        relation = self.event.relation if endpoint == "event" else self.model.get_relation(endpoint)
        if who in ("unit", "app"):
            return relation.data[self.unit if who == "unit" else self.model.app]
        if who in ("remote-unit", "remote-app"):
            return relation.data[self.event.unit if who == "remote-unit" else relation.app]
        return relation.data[self.model.get_unit(who)]

    def write(self, endpoint, who, data):
        self.bag(endpoint, who).update(data)

    def erase(self, endpoint, who, key):
        del self.bag(endpoint, who)[key]

    def read(self, endpoint, who):
        bag = self.bag(endpoint, who)
        # Whether it may be read is only checked when a value is.
        bag.get("none")
        self.tell(f"data of {who}", dict(bag))

    def read_key(self, endpoint, who, key):
        self.tell(f"{key} of {who}", self.bag(endpoint, who).get(key))

    def relations(self, endpoint):
        found = [[relation.id, name_of(relation.app), relation.active] for relation in self.model.relations[endpoint]]
        self.tell(f"relations of {endpoint}", sorted(found))

    def only_relation(self, endpoint):
        relation = self.model.get_relation(endpoint)
        self.tell(f"relation of {endpoint}", None if relation is None else relation.id)

    def relation_by_id(self, endpoint, id):
        relation = self.model.get_relation(endpoint, id)
        units = sorted(unit.name for unit in relation.units)
        self.tell(f"relation {endpoint}:{id}", [relation.active, name_of(relation.app), units])

    def in_data(self, endpoint):
        relation = self.event.relation if endpoint == "event" else self.model.get_relation(endpoint)
        self.tell(f"data of {relation.name}", sorted({entity.name for entity in relation.data}))

    # Secrets.

    def secret_add(self, owner, content, details):
        self.tell("secret", (self.unit if owner == "unit" else self.model.app).add_secret(content, **self.details(details)).id)

    def details(self, details):
        chosen = dict(details)
        if "rotate" in chosen:
            chosen["rotate"] = ops.SecretRotate(chosen["rotate"])
        if "expire" in chosen:
            chosen["expire"] = datetime.datetime.fromtimestamp(chosen["expire"], datetime.timezone.utc)
        return chosen

    def secret(self, which, calls):
        secret = self.event.secret if which == "event" else self.model.get_secret(**which)
        for name, *args in calls:
            getattr(self, f"secret_{name}")(secret, *args)

    def secret_get(self, secret):
        self.tell("content", secret.get_content())

    def secret_refresh(self, secret):
        self.tell("refreshed", secret.get_content(refresh=True))

    def secret_peek(self, secret):
        self.tell("peeked", secret.peek_content())

    def secret_info(self, secret):
        info = secret.get_info()
        self.tell("info", [info.id, info.label, info.revision, info.rotation, info.description, info.expires, info.rotates])

    def secret_names(self, secret):
        self.tell("names", [secret.id, secret.unique_identifier, secret.label])

    def secret_set(self, secret, content):
        secret.set_content(content)

    def secret_describe(self, secret, details):
        secret.set_info(**self.details(details))

    def secret_grant(self, secret, endpoint, unit=None):
        secret.grant(self.model.get_relation(endpoint), unit=unit and self.model.get_unit(unit))

    def secret_revoke(self, secret, endpoint, unit=None):
        secret.revoke(self.model.get_relation(endpoint), unit=unit and self.model.get_unit(unit))

    def secret_remove(self, secret, revision=None):
        if revision is None:
            secret.remove_all_revisions()
        else:
            secret.remove_revision(revision)

    def remove_revision(self):
        self.event.remove_revision()

    # Actions.

    def results(self, results):
        self.event.set_results(results)

    def fail(self, message):
        self.event.fail(message)

    def action_log(self, message):
        self.event.log(message)

    # The unit and the model.

    def version(self, version):
        self.unit.set_workload_version(version)

    def open(self, protocol, port=None):
        self.unit.open_port(protocol, port)

    def close(self, protocol, port=None):
        self.unit.close_port(protocol, port)

    def set_ports(self, ports):
        self.unit.set_ports(*(ops.Port(*port) if isinstance(port, list) else port for port in ports))

    def ports(self):
        self.tell("ports", sorted([port.protocol, port.port or 0] for port in self.unit.opened_ports()))

    def reboot(self, now):
        self.unit.reboot(now=now)
        self.say("rebooted")

    def leader(self):
        self.tell("leader", self.unit.is_leader())

    def leader_of(self, name):
        self.tell(f"leader {name}", self.model.get_unit(name).is_leader())

    def planned(self, app=None):
        self.tell("planned", (self.model.get_app(app) if app else self.model.app).planned_units())

    def config(self, name):
        self.tell(f"config {name}", self.model.config.get(name))

    def binding(self, name, relation=None):
        key = name if relation is None else self.model.get_relation(name, relation)
        network = self.model.get_binding(key).network
        interfaces = [[one.name, one.address, one.subnet] for one in network.interfaces]
        addresses = [network.bind_address, network.ingress_address, network.ingress_addresses, network.egress_subnets]
        self.tell(f"network {name}", [interfaces, *addresses])

    def resource(self, name):
        self.tell(f"resource {name}", self.model.resources.fetch(name))

    def storages(self, name):
        self.tell(f"storages {name}", [[one.full_id, one.location] for one in self.model.storages[name]])

    def request(self, name, count):
        self.model.storages.request(name, count)

    def cloud(self):
        spec = self.model.get_cloud_spec()
        credential = spec.credential and [spec.credential.auth_type, spec.credential.attributes, spec.credential.redacted]
        places = [spec.region, spec.endpoint, spec.identity_endpoint, spec.storage_endpoint]
        self.tell("cloud", [spec.type, spec.name, *places, credential, spec.ca_certificates, spec.skip_tls_verify, spec.is_controller_cloud])

    def container(self, name):
        self.tell(f"container {name}", self.unit.get_container(name).can_connect())

    def model_facts(self):
        self.tell("model", [self.model.name, self.model.uuid, self.unit.name, self.model.app.name, str(self.model.juju_version)])

    def remote_model(self, endpoint):
        self.tell("remote model", self.model.get_relation(endpoint).remote_model.uuid)
