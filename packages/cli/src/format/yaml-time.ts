/** A time: in YAML it stands without the quotes that a text of that form would have; in JSON it is that text. */
export class YamlTime {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    return this.text;
  }
}

/** {@link YamlTime} of a text, or nothing of nothing. */
export const yamlTime = (text: string | undefined): YamlTime | undefined =>
  text === undefined ? undefined : new YamlTime(text);
