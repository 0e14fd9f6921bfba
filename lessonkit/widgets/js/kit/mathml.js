// Formulas in a small language as MathML: a_{b}, a^{b}, {a}/{b}, √{a}; letters are variables,
// digits numbers, the rest operators.

const NUMBER = /[−]?(?:\d+(?:\.\d+)?|∞)(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*)?|–/u;
const PIECES = new RegExp(`\\s+|${NUMBER.source}|\\p{L}\\p{M}*|[^\\s]`, "gu");

/**
 * A row in round brackets. They are stretched to the height of fractions only, and not beyond: some
 * fonts know no brackets between those of one line, of two and of four.
 */
export function bracketed(inner) {
  const look = inner.includes("<mfrac") ? ' maxsize="2.3em"' : ' stretchy="false"';
  return `<mrow><mo${look}>(</mo>${inner}<mo${look}>)</mo></mrow>`;
}

/** The <math> element of a formula. */
export function mathOf(text) {
  const tokens = text.match(PIECES).filter((token) => token.trim());
  let at = 0;

  function row(end) {
    const parts = [];
    while (at < tokens.length && tokens[at] !== end) parts.push(scripted());
    at++;
    return parts.length === 1 ? parts[0] : `<mrow>${parts.join("")}</mrow>`;
  }

  function atom() {
    const token = tokens[at++];
    if (token === "{") return row("}");
    if (token === "(") return bracketed(row(")"));
    if (token === "√") return `<msqrt>${atom()}</msqrt>`;
    if (/\d|∞|–/.test(token)) return `<mn>${token}</mn>`;
    return /\p{L}/u.test(token) ? `<mi>${token}</mi>` : `<mo>${token}</mo>`;
  }

  function scripted() {
    const base = atom();
    const after = {};
    while (tokens[at] === "_" || tokens[at] === "^") {
      const mark = tokens[at++];
      after[mark] = atom();
    }
    const { _: below, "^": above } = after;
    if (below && above) return `<msubsup>${base}${below}${above}</msubsup>`;
    if (below) return `<msub>${base}${below}</msub>`;
    if (above) return `<msup>${base}${above}</msup>`;
    if (tokens[at] !== "/") return base;
    at++;
    return `<mfrac>${base}${atom()}</mfrac>`;
  }

  return `<math displaystyle="true">${row()}</math>`;
}
