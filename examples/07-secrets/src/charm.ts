import { createHash, randomBytes } from "node:crypto";
import {
  type ActionEvent,
  ActiveStatus,
  Charm,
  type Container,
  type Framework,
  main,
  type SecretRemoveEvent,
  type SecretRotateEvent,
  type SettableStatus,
  WaitingStatus,
} from "@cobble/charm";
import type { GuardTypes } from "./charmcraft.d.ts";

/** The key of the application's data that tells every unit which secret it is. An id is no secret. */
const idKey = "password-secret";

/** 192 random bits, in letters that are safe anywhere. */
const newPassword = (): string => randomBytes(24).toString("base64url");

/** Runs a web server whose password the leader makes. */
export class GuardCharm extends Charm<GuardTypes> {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.secretRotate, this.onSecretRotate);
    this.observe(this.on.secretRemove, this.onSecretRemove);
    this.observe(this.on.action("rotate-password"), this.onRotatePassword);
    // A unit that reads the secret is told of a new revision by secret-changed, and comes here as after any other event.
    this.reconcile(this.onReconcile);
  }

  /** A month has gone by. Only the owner is told, which for a secret of the application is its leader. */
  async onSecretRotate({ secret }: SecretRotateEvent): Promise<void> {
    await secret.setContent({ password: newPassword() });
  }

  /** Every unit has gone on to a later revision. */
  async onSecretRemove(event: SecretRemoveEvent): Promise<void> {
    await event.removeRevision();
  }

  async onRotatePassword(event: ActionEvent): Promise<void> {
    if (!(await this.unit.isLeader()))
      return event.fail("only the leader can do this: run it on guard/leader");
    const id = await this.#findId();
    if (id === undefined) return event.fail("there is no password yet");
    const secret = await this.model.getSecret({ id });
    await secret.setContent({ password: newPassword() });
    await this.onReconcile(); // After an action it is not called by itself.
  }

  async onReconcile(): Promise<void> {
    await this.unit.setStatus(await this.#bringUp());
  }

  async #bringUp(): Promise<SettableStatus> {
    const password = await this.#readPassword();
    if (password === undefined) return new WaitingStatus("waiting for the leader to make the password");
    const container = this.unit.getContainer("guard");
    if (!(await container.canConnect())) return new WaitingStatus("waiting for the container");
    await this.#serve(container, password);
    return new ActiveStatus("asks for the password");
  }

  /** The latest password, which the leader makes if there is none; undefined in another unit until it has. */
  async #readPassword(): Promise<string | undefined> {
    const id = await this.#findId();
    if (id === undefined) return this.#makePassword();
    const secret = await this.model.getSecret({ id });
    // Without refresh the unit would go on with the revision that it read first.
    return (await secret.getContent({ refresh: true }))["password"];
  }

  async #makePassword(): Promise<string | undefined> {
    const peers = await this.model.getRelation("guards");
    if (peers === undefined || !(await this.unit.isLeader())) return undefined;
    const password = newPassword();
    const secret = await this.app.addSecret({ password }, { label: "password", rotate: "monthly" });
    await peers.data.get(this.app).set(idKey, secret.id ?? "");
    return password;
  }

  async #findId(): Promise<string | undefined> {
    return (await this.model.getRelation("guards"))?.data.get(this.app).get(idKey);
  }

  async #serve(container: Container, password: string): Promise<void> {
    const file = this.config["password-file"];
    // In a file that nobody else may read. What stands in a command or an environment is shown by ps and by the plan.
    await container.push(file, password, { makeDirs: true, permissions: 0o600 });
    const environment = {
      GUARD_PORT: `${this.config.port}`,
      GUARD_PASSWORD_FILE: file,
      // Makes it another plan when the password is another. From a digest nobody finds 192 random bits.
      GUARD_PASSWORD_DIGEST: createHash("sha256").update(password).digest("hex"),
    };
    const service = { override: "replace", command: "guard", startup: "enabled", environment } as const;
    await container.addLayer("guard", { services: { guard: service } }, { combine: true });
    await container.replan();
  }
}

// A test takes the class and starts no hook.
if (process.env["JUJU_DISPATCH_PATH"] !== undefined) await main(GuardCharm);
