// A row of radio buttons: native elements, so that arrow keys and screen readers know them.

let created = 0;

/**
 * @param options [[value, text], …].
 * @returns {element, set(value)}; set(value, texts) also changes what the buttons say.
 */
export function createChoice(label, options, onChange) {
  const element = Object.assign(document.createElement("fieldset"), { className: "lk-choice" });
  element.append(Object.assign(document.createElement("legend"), { textContent: label }));
  const name = `lk-choice-${created++}`;
  const buttons = options.map(([value, text]) => {
    const input = Object.assign(document.createElement("input"), { type: "radio", name });
    input.addEventListener("change", () => onChange(value));
    const caption = document.createElement("label");
    const words = Object.assign(document.createElement("span"), { textContent: text });
    caption.append(input, words);
    element.append(caption);
    return { value, input, words };
  });

  function set(chosen, texts) {
    buttons.forEach(({ value, input, words }, k) => {
      input.checked = value === chosen;
      if (texts && words.textContent !== texts[k]) words.textContent = texts[k];
    });
  }

  return { element, set };
}
