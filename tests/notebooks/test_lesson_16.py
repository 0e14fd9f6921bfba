"""What lesson 16 concludes is what its stored results say: each such sentence is made here anew."""

from math import comb

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.comparison import contest, judgment
from lessonkit.comparison.results import load_results
from tools.lessons import find_lessons, read

PROBLEMS, METHODS = list(contest.PROBLEMS), list(contest.METHODS)
EVERYWHERE = METHODS[:8]  # AdamW is compared on the digits only
YEARS = (1847, 1964, 1983, 2011, 2012, 2012, 2014, 2016)
PLACES = dict(zip(EVERYWHERE, YEARS, strict=True))
KOREAN = {"GradientDescent": "경사 하강법", "Momentum": "모멘텀", "Nesterov": "네스테로프"}


def english(methods):
    names = ["gradient descent" if m == "GradientDescent" else str(m) for m in methods]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def korean(methods):
    return ", ".join(KOREAN.get(method, method) for method in methods)


def listed(numbers):
    texts = [f"{number:.0f}" for number in numbers]
    return f"{', '.join(texts[:-1])} and {texts[-1]}", ", ".join(f"{text}번" for text in texts)


def of_costs(results) -> dict[str, tuple[str, str]]:
    costs = results.costs(PROBLEMS)
    row = dict(zip(METHODS, costs, strict=True))
    first = [METHODS[k] for k in np.nanargmin(costs, axis=0)]
    winners = sorted(set(first), key=lambda method: (-first.count(method), METHODS.index(method)))

    def faster(one, other):
        return int((row[one] < row[other]).sum())

    plain, ahead = faster("Momentum", "GradientDescent"), faster("Nesterov", "GradientDescent")
    adam = faster("Adam", "RMSProp")
    each, same = EVERYWHERE[3:5] + EVERYWHERE[6:], EVERYWHERE[:3]
    numbers = {
        (name, kind): listed([row[m][PROBLEMS.index(name)] for m in group])
        for name in ("beale", "convolutions")
        for kind, group in (("each", each), ("same", same))
    }
    worst = (costs[:8] / costs[:8].min(axis=0)).max(axis=1)
    steady = METHODS[int(worst.argmin())]
    return {
        "winners": (
            "First are "
            + " and ".join(f"{m} (on {first.count(m)} problems)" for m in winners)
            + ".",
            "1등은 "
            + ", ".join(f"{KOREAN.get(m, m)}({first.count(m)}문제)" for m in winners)
            + "입니다.",
        ),
        "momentum": (
            f"Momentum is faster than gradient descent on {plain} of the seven problems, "
            f"Nesterov on {ahead}, and Adam is faster than RMSProp on {adam}.",
            f"일곱 문제 가운데 모멘텀은 {plain}문제, 네스테로프는 {ahead}문제에서 경사 하강법보다 "
            f"빠르고, Adam은 {adam}문제에서 RMSProp보다 빠릅니다.",
        ),
        "convolutions": (
            f"On Beale {english(each)} need {numbers['beale', 'each'][0]} gradients, "
            f"{english(same)} {numbers['beale', 'same'][0]}; on the convolutions "
            f"{numbers['convolutions', 'each'][0]} against {numbers['convolutions', 'same'][0]}.",
            f"{korean(each)}은 차례로 Beale에서 {numbers['beale', 'each'][1]}, 합성곱에서 "
            f"{numbers['convolutions', 'each'][1]} 쓰고, {korean(same)}는 Beale에서 "
            f"{numbers['beale', 'same'][1]}, 합성곱에서 {numbers['convolutions', 'same'][1]} "
            "씁니다.",
        ),
        "nadam": (
            f"The steadiest is {steady}: at worst {worst.min():.1f} times the least.",
            f"가장 고른 것은 {KOREAN.get(steady, steady)}입니다. 가장 나쁠 때도 최솟값의 "
            f"{worst.min():.1f}배입니다.",
        ),
    }


def of_luck(results) -> dict[str, tuple[str, str]]:
    compared = results.compare("network", "Nesterov")
    rows = list(zip(compared["method"], compared["p"], compared["difference"], strict=True))
    ahead = [method for method, p, difference in rows if p < 0.05 and difference > 0]
    behind = [method for method, p, difference in rows if p < 0.05 and difference < 0]
    surely = [method for method, p, _ in rows if p < 0.05 / 8]
    level = [method for method, p, _ in rows if p >= 0.05]
    p = dict(zip(compared["method"], compared["p"], strict=True))["Nadam"]
    assert ahead
    assert not behind
    clear = []
    for name, costs in zip(PROBLEMS, results.costs(PROBLEMS).T, strict=True):
        best, second = (results.repeats(name, METHODS[k]) for k in np.argsort(costs)[:2])
        if judgment.sign_test(best, second) < 0.05:
            clear.append(name)
    assert clear == ["rotated_ravine"]
    return {
        "network": (
            f"Nesterov is faster than {english(ahead)}; {english(level)} cannot be told apart "
            "from it.",
            f"네스테로프는 {korean(ahead)}보다 빠릅니다. {korean(level)}와는 구별되지 않습니다.",
        ),
        "eight": (
            f"here that leaves {english(surely) if surely else 'nobody'}.",
            f"그러면 {korean(surely)}만 남습니다." if surely else "그러면 하나도 남지 않습니다.",
        ),
        "clear": (
            "By this test only one of the seven firsts of section 3 is ahead of the second, on the "
            "turned ravine.",
            "3절의 일곱 1등 가운데 이 검정으로 2등보다 앞선다고 말할 수 있는 것은 돌린 협곡의 1등 "
            "하나뿐입니다.",
        ),
        "open": (
            f"And $p = {p:.2f}$ for Nadam does not prove that the two are equal",
            f"또 Nadam의 $p$가 {p:.2f}이라고 해서 둘이 같다는 증명은 아닙니다.",
        ),
    }


def of_many(results) -> dict[str, tuple[str, str]]:
    shares = judgment.profile(results.instances(PROBLEMS), [1, 2])
    nesterov, nadam = shares[2], shares[7]
    others = np.delete(shares, [2, 7], axis=0)
    assert (np.minimum(nesterov, nadam) > others.max(axis=0)).all()
    some = ["GradientDescent", "Nesterov", "AdaDelta", "Adam", "Nadam"]

    def ranked(name, trials):
        return sorted(some, key=lambda method: results.repeats(name, method, trials).mean())

    leaders = [ranked("SVM", trials)[0] for trials in (1, 4, 16, 64)]
    assert leaders == ["GradientDescent", "GradientDescent", "Nesterov", "Nesterov"]
    last = ranked("convolutions", 64)
    assert (last[0], last[-1]) == ("Nadam", "GradientDescent")
    gains, gaps = [], []
    for name in ("SVM", "convolutions"):
        once, tuned = ([results.repeats(name, m, k).mean() for m in some] for k in (1, 64))
        gains.append(np.mean(once) - np.mean(tuned))
        gaps.append(max(tuned) - min(tuned))
    assert min(gains) > max(gaps)  # so tuning comes first
    adam = [results.repeats("convolutions", "Adam", count).mean() for count in (1, 64)]
    runs = np.array([results.runs("network", method).ravel() for method in METHODS])
    best = runs == runs.min(axis=0)
    lucky, tied = int(best.any(axis=1).sum()), int((best.sum(axis=0) > 1).sum())
    here, there = (results.costs([name])[:, 0] for name in ("softmax", "softmax / 100"))
    change = dict(zip(METHODS, there / here, strict=True))
    plain = [f"{change[method]:.1f}" for method in [*METHODS[:3], "AdaDelta"]]
    most = max(abs(change[m] - 1) for m in ("Adagrad", "RMSProp", "Adam", "Nadam", "AdamW"))
    return {
        "profile": (
            f"Nesterov is first in {nesterov[0]:.0%} of the repeats, Nadam in {nadam[0]:.0%}; they "
            f"are within twice the fastest in {nesterov[1]:.0%} and {nadam[1]:.0%}, more often "
            "than all others.",
            f"네스테로프는 반복의 {nesterov[0]:.0%}에서, Nadam은 {nadam[0]:.0%}에서 1등입니다. "
            f"가장 빠른 것의 두 배 안에는 차례로 {nesterov[1]:.0%}와 {nadam[1]:.0%}가 들며, 다른 "
            "어느 방법보다 많습니다.",
        ),
        "tuning": (
            "On the mean gradient descent is ahead on the SVM with 1 and 4 trials, Nesterov with "
            "16 and 64; on the convolutions gradient descent ends last of the five, Nadam first.",
            "평균으로 보면 SVM에서 시도가 1번과 4번일 때는 경사 하강법이, 16번과 64번일 때는 "
            "네스테로프가 앞섭니다. 합성곱에서 64번일 때는 다섯 가운데 Nadam이 처음이고 경사 "
            "하강법이 마지막입니다.",
        ),
        "gain": (
            f"From 1 trial to 64 these five gain {gains[0]:.0f} gradients on the mean on the SVM "
            f"and {gains[1]:.0f} on the convolutions; after 64 the best and the worst of them are "
            f"{gaps[0]:.0f} and {gaps[1]:.0f} apart.",
            f"시도가 1번에서 64번으로 늘면 이 다섯은 평균해서 SVM에서 {gains[0]:.0f}번, 합성곱에서 "
            f"{gains[1]:.0f}번을 아낍니다. 64번일 때 가장 좋은 것과 가장 나쁜 것의 차이는 "
            f"{gaps[0]:.0f}번과 {gaps[1]:.0f}번입니다.",
        ),
        "untuned": (
            f"On the convolutions the first trial costs it {adam[0]:.0f} gradients, the best of 64 "
            f"{adam[1]:.0f}.",
            f"합성곱에서 첫 시도는 그래디언트 {adam[0]:.0f}번, 64번 가운데 가장 좋은 것은 "
            f"{adam[1]:.0f}번을 씁니다.",
        ),
        "seeds": (
            f"{lucky} different methods have a run that proves their case, and {tied} of the "
            f"{runs.shape[1]} runs have several winners.",
            f"서로 다른 {lucky}가지 방법에 저마다 자기가 1등인 실행이 있고, {runs.shape[1]}번 "
            f"가운데 {tied}번은 1등이 여럿입니다.",
        ),
        "units": (
            "Adagrad, RMSProp, Adam, Nadam and AdamW change by at most "
            f"{most:.0%}; gradient descent, Momentum, Nesterov and AdaDelta need {plain[0]}, "
            f"{plain[1]}, {plain[2]} and {plain[3]} times as many.",
            f"Adagrad, RMSProp, Adam, Nadam, AdamW는 많아야 {most:.0%} 바뀌고, 경사 하강법, "
            f"모멘텀, 네스테로프, AdaDelta는 차례로 {plain[0]}배, {plain[1]}배, {plain[2]}배, "
            f"{plain[3]}배를 씁니다.",
        ),
    }


def of_units(results) -> dict[str, tuple[str, str]]:
    told = kept = turned = 0
    for name in PROBLEMS:
        here, there = results.verdicts(name), results.verdicts(name + contest.OTHER_UNITS)
        for one, other in zip(here.ravel(), there.ravel(), strict=True):
            told += one == 1
            kept += one == other == 1
            turned += one == 1 and other == -1
    return {
        "survive": (
            f"Of {told} pairs that can be told apart, {kept} stay as they were and {turned} turn "
            "around; the rest cannot be told apart any more.",
            f"구별되는 {told}쌍 가운데 {kept}쌍은 그대로이고 {turned}쌍은 뒤집히며, 나머지는 더 "
            "구별되지 않습니다.",
        )
    }


def of_rules(results) -> dict[str, tuple[str, str]]:
    straight, turned = (
        {method: results.repeats(name, method).mean() for method in EVERYWHERE}
        for name in ("ravine", "rotated_ravine")
    )
    fixed = results.costs(["softmax in first ranges"])[:, 0]
    grown = results.costs(["softmax"])[:, 0]
    lost = METHODS[int((fixed - grown).argmax())]
    places = results.costs(PROBLEMS)[:8].argsort(axis=0).argsort(axis=0).mean(axis=1)
    best = [METHODS[k] for k in places.argsort()]
    tests = [
        [results.pick(name, m, "accurate")["accuracy"].mean() for m in METHODS]
        for name in contest.MODELS
    ]
    low, high = np.array(tests).min(axis=1), np.array(tests).max(axis=1)
    wide = int((high - low).argmax())
    right = {m: results.pick(contest.MODELS[wide], m, "accurate")["accuracy"] for m in METHODS}
    top = max(METHODS, key=lambda method: right[method].mean())
    apart = [m for m in METHODS if judgment.sign_test(right[m], right[top]) < 0.05]
    picks = [results.pick(n, m) for n in PROBLEMS for m in contest.methods_for(n)]
    edges = sum(pick["edge"].sum() for pick in picks)
    of_adadelta = sum(results.pick(name, "AdaDelta")["edge"].sum() for name in PROBLEMS)
    total, falling = sum(len(p["edge"]) for p in picks), np.mean([p["cosine"] for p in picks])
    rates = [results.pick("network", method)["learning_rate"] for method in METHODS]
    spread = max(each.max() / each.min() for each in rates)
    assert lost == "AdaDelta"
    return {
        "turned": (
            f"Adagrad needs {straight['Adagrad']:.1f} gradients and RMSProp "
            f"{straight['RMSProp']:.1f}, and {turned['Adagrad']:.0f} and {turned['RMSProp']:.0f} "
            "when the same ravine is turned by 45°.",
            f"Adagrad는 그래디언트를 {straight['Adagrad']:.1f}번, RMSProp은 "
            f"{straight['RMSProp']:.1f}번 쓰지만, 같은 협곡을 45° 돌리면 "
            f"{turned['Adagrad']:.0f}번과 {turned['RMSProp']:.0f}번 씁니다.",
        ),
        "edge": (
            f"AdaDelta loses most: {fixed[5]:.0f} gradients in place of {grown[5]:.0f}.",
            f"가장 크게 손해 보는 것은 AdaDelta로, {grown[5]:.0f}번이 {fixed[5]:.0f}번이 됩니다.",
        ),
        "edges": (
            f"{edges:.0f} of {total} chosen settings lie there, {of_adadelta:.0f} of them "
            "AdaDelta's.",
            f"고른 설정 {total}개 가운데 {edges:.0f}개가 그렇고, 그 가운데 {of_adadelta:.0f}개가 "
            "AdaDelta의 것입니다.",
        ),
        "places": (
            f"The best mean places belong to {PLACES[best[0]]} and to {PLACES[best[1]]}, the worst "
            f"to {PLACES[best[-2]]} and to {PLACES[best[-1]]}.",
            f"평균 순위가 가장 좋은 것은 {PLACES[best[0]]}년과 {PLACES[best[1]]}년의 방법이고, "
            f"가장 나쁜 것은 {PLACES[best[-2]]}년과 {PLACES[best[-1]]}년의 방법입니다.",
        ),
        "advice": (
            f"Run **{best[0]}** and **{best[1]}** side by side",
            f"**{KOREAN.get(best[0], best[0])}**, **{KOREAN.get(best[1], best[1])}** 둘을 나란히 "
            "돌립니다.",
        ),
        "falling": (
            f"{falling:.0%} of the chosen settings above had one",
            f"고른 설정의 {falling:.0%}가 그랬습니다",
        ),
        "spread": (
            f"of one method the highest is up to {spread:.0f} times the lowest",
            f"한 방법에서 가장 큰 값은 가장 작은 값의 {spread:.0f}배에 이르기도 합니다",
        ),
        "accuracy": (
            f"The widest gap is {high[wide] - low[wide]:.3f}, on {contest.MODELS[wide]}.",
            f"차이가 가장 큰 곳은 {contest.MODELS[wide]}이며 {high[wide] - low[wide]:.3f}입니다.",
        ),
        "accurate": (
            f"There {top} is first, and pair by pair the sign test tells it apart from "
            f"{english(apart)} only.",
            f"거기서는 {top}이 1등인데, 짝끼리 비교한 부호 검정으로 구별되는 상대는 "
            f"{korean(apart)}뿐입니다.",
        ),
        "power": (
            f"is found out by the sign test in {found_out(contest.REPEATS):.0%} of such "
            f"experiments, with 20 repeats in {found_out(20):.0%}.",
            f"부호 검정으로 알아낼 확률은 {found_out(contest.REPEATS):.0%}입니다. 반복이 20번이면 "
            f"{found_out(20):.0%}입니다.",
        ),
    }


def found_out(repeats, share=0.8):
    """How likely the sign test sees a method that is faster in this share of the repeats."""
    seen = 0.0
    for wins in range(repeats // 2 + 1, repeats + 1):
        if judgment.sign_test([0] * repeats, [1] * wins + [-1] * (repeats - wins)) < 0.05:
            seen += comb(repeats, wins) * share**wins * (1 - share) ** (repeats - wins)
    return seen


def statements(results) -> dict[str, tuple[str, str]]:
    """Each conclusion in English and in Korean."""
    parts = (of_costs, of_luck, of_many, of_units, of_rules)
    return {key: pair for part in parts for key, pair in part(results).items()}


@pytest.fixture(scope="module")
def results():
    return load_results()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_the_lesson_concludes_is_in_the_results(results, language):
    lesson = next(lesson for lesson in find_lessons() if lesson.number == "16")
    cells = read(lesson.notebook(language)).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    missing = [pair for pair in statements(results).values() if pair[language == "ko"] not in text]
    assert missing == []


def test_the_answers_of_the_predictions_are_in_the_results(results):
    first = np.nanargmin(results.costs(PROBLEMS), axis=0)
    assert {METHODS[k] for k in first} == {"Nesterov", "Nadam"}  # 16.p1
    beale, rates = contest.problem("beale"), [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
    winners = set()
    for rate in rates:
        found = [
            lk.comparison.runs(beale, [getattr(lk, method)(rate)], range(20))["gradients"]
            for method in EVERYWHERE
        ]
        costs = [lk.comparison.cost(one, beale.budget)[0] for one in found]
        assert costs.count(min(costs)) == 1
        winners.add(int(np.argmin(costs)))
    assert len(winners) == 4  # 16.p3
    assert EVERYWHERE[results.costs(["rosenbrock to 1"])[:8, 0].argmin()] == "RMSProp"  # 16.p4
