"""What every explorer does with a value that it cannot have."""

import pytest
import traitlets


def refused(*cases):
    """Make a test that bad values are refused and change nothing.

    Each case is the name of a setting, a value, and what is said, by default the name.
    """
    complete = [case if len(case) == 3 else (*case, case[0]) for case in cases]

    @pytest.mark.parametrize(("name", "bad", "said"), complete)
    def test(explorer, name, bad, said):
        before = explorer.get_state(explorer.settings)
        with pytest.raises((ValueError, traitlets.TraitError), match=said):
            setattr(explorer, name, bad)
        assert explorer.get_state(explorer.settings) == before

    return test
