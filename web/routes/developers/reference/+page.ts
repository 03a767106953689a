/** Nothing moves here: it comes as HTML alone, for reading, searching and printing. */
export const csr = false;
