// Code of docs/how-to/keep-secrets.md; keep-secrets.test.ts runs it.
import {
  Charm,
  type Framework,
  type RelationChangedEvent,
  type RelationCreatedEvent,
  type SecretChangedEvent,
  SecretNotFoundError,
  type SecretRemoveEvent,
  type SecretRotateEvent,
} from "@cobble/charm";

const newPassword = (): string => crypto.randomUUID();

/** The charm that has the secret. */
export class DatabaseCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.relation("clients").created, this.onClient);
    this.observe(this.on.secretRotate, this.onRotate);
    this.observe(this.on.secretRemove, this.onRemove);
  }

  // snippet: add
  async onClient(event: RelationCreatedEvent): Promise<void> {
    if (!(await this.unit.isLeader())) return;
    const secret = await this.app.addSecret(
      { username: "admin", password: newPassword() },
      { label: `client-${event.relation.id}`, rotate: "monthly" },
    );
    await secret.grant(event.relation);
    await event.relation.data.get(this.app).set("secret-id", secret.id ?? "");
  }
  // end snippet

  // snippet: rotate
  async onRotate(event: SecretRotateEvent): Promise<void> {
    const { username = "admin" } = await event.secret.peekContent();
    await event.secret.setContent({ username, password: newPassword() });
  }

  async onRemove(event: SecretRemoveEvent): Promise<void> {
    await event.secret.removeRevision(event.revision);
  }
  // end snippet
}

/** The charm that reads it. */
export class ClientCharm extends Charm {
  constructor(framework: Framework) {
    super(framework);
    this.observe(this.on.relation("db").changed, this.onDbChanged);
    this.observe(this.on.secretChanged, this.onSecretChanged);
  }

  // snippet: read
  async onDbChanged(event: RelationChangedEvent): Promise<void> {
    const id = await event.relation.data.get(event.app).get("secret-id");
    if (id === undefined) return;
    try {
      // The label is what secretChanged knows it by.
      const secret = await this.model.getSecret({ id, label: "db" });
      const { username } = await secret.getContent();
      this.log.info(`the user is ${username}`);
    } catch (error) {
      if (!(error instanceof SecretNotFoundError)) throw error;
      this.log.warning(`secret ${id} is gone`);
    }
  }
  // end snippet

  // snippet: refresh
  async onSecretChanged(event: SecretChangedEvent): Promise<void> {
    if (event.secret.label !== "db") return;
    const { username } = await event.secret.getContent({ refresh: true });
    this.log.info(`the user is now ${username}`);
  }
  // end snippet
}
