/** A place in the events of one daemon. */
export interface Cursor {
  readonly epoch: string;
  readonly number: number;
}

/** Reads a cursor; undefined when it has not the form of one. */
export const parseCursor = (text: string): Cursor | undefined => {
  const [, epoch, digits] = /^([0-9a-z]+)-(\d{1,15})$/.exec(text) ?? [];
  return epoch === undefined || digits === undefined ? undefined : { epoch, number: Number(digits) };
};

/** A cursor as clients see it. */
export const formatCursor = ({ epoch, number }: Cursor): string => `${epoch}-${number}`;
