"""What hands and eyes do with an explorer in the first cell of a notebook."""


def description(notebook) -> str:
    """What it says of its state, once that is on the screen."""
    notebook.settle()
    return notebook.cell(0).locator(".lk-description").text_content()


def type_in(notebook, text: str, number: int = 0) -> None:
    """Type a text into one of its fields, and Enter."""
    field = notebook.cell(0).locator("input[type=text]").nth(number)
    field.fill(text)
    field.press("Enter")


def refuses(notebook, text: str, number: int, said: str) -> None:
    """See that a text in a field is complained about and changes nothing."""
    before = description(notebook)
    type_in(notebook, text, number)
    assert said in notebook.cell(0).locator(".lk-complaint").text_content()
    assert description(notebook) == before
