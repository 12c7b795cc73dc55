import { ActiveStatus, Charm, main } from "@cobble/charm";

class PauseCharm extends Charm {
  constructor(framework) {
    super(framework);
    this.observe(this.on.start, this.onStart);
  }

  async onStart() {
    await this.unit.setStatus(new ActiveStatus());
  }
}

await main(PauseCharm);
