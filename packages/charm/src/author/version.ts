/** The version of the author's tool, which is that of its package. */
export const toolVersion = "0.1.0";
