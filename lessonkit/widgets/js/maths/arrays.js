// Arrays of numbers.

/** The bytes of an array, as Jupyter hands them over, as numbers of a type. */
export function numbersIn({ buffer, byteOffset, byteLength }, Type) {
  return new Type(buffer.slice(byteOffset, byteOffset + byteLength));
}
