/** What is told of something, each part by a method that gives it when it is there: whoever asks first waits for all of it. */
export type Lazily<T> = { readonly [Part in keyof T]-?: () => Promise<T[Part]> };
