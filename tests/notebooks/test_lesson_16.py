"""What lesson 16 concludes is what its stored results say: each such sentence is made here anew."""

import numpy as np
import pytest

import lessonkit as lk
from lessonkit.comparison import contest, judgment
from tools.lessons import find_lessons, read

PROBLEMS = [*contest.LANDSCAPES, *contest.MODELS]
METHODS = list(contest.METHODS)
ENGLISH = {
    "GradientDescent": "plain gradient descent",
    "Momentum": "Momentum",
    "Nesterov": "Nesterov",
}
KOREAN = {"GradientDescent": "경사 하강법", "Momentum": "모멘텀", "Nesterov": "네스테로프"}


def english(methods):
    names = [ENGLISH.get(method, method) for method in methods]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def korean(methods):
    return ", ".join(KOREAN.get(method, method) for method in methods)


def statements(results) -> dict[str, tuple[str, str]]:
    """Each conclusion in English and in Korean."""
    costs = results.costs(PROBLEMS)
    row = dict(zip(METHODS, costs, strict=True))
    eight = costs[:8]
    first = [METHODS[k] for k in np.nanargmin(costs, axis=0)]
    winners = sorted(set(first), key=lambda method: (-first.count(method), METHODS.index(method)))
    made = {
        "winners": (
            "First are "
            + ", ".join(f"{ENGLISH.get(m, m)} ({first.count(m)} problems)" for m in winners)
            + ".",
            "1등은 "
            + ", ".join(f"{KOREAN.get(m, m)}({first.count(m)}문제)" for m in winners)
            + "입니다.",
        )
    }

    def faster(one, other):
        return int((row[one] < row[other]).sum())

    plain, ahead, adam = (
        faster("Momentum", "GradientDescent"),
        faster("Nesterov", "GradientDescent"),
        faster("Adam", "RMSProp"),
    )
    made["momentum"] = (
        f"Momentum is faster than plain gradient descent on {plain} of the seven problems, "
        f"Nesterov on {ahead}, and Adam is faster than RMSProp on {adam}.",
        f"일곱 문제 가운데 모멘텀은 {plain}문제, 네스테로프는 {ahead}문제에서 경사 하강법보다 "
        f"빠르고, Adam은 {adam}문제에서 RMSProp보다 빠릅니다.",
    )
    last = {method: costs[k, -1] for k, method in enumerate(METHODS)}
    made["convolutions"] = (
        f"there Adam needs {last['Adam']:.0f} gradients and Nadam {last['Nadam']:.0f}, "
        f"Momentum {last['Momentum']:.0f} and plain gradient descent "
        f"{last['GradientDescent']:.0f}.",
        f"합성곱에서 Adam은 그래디언트를 {last['Adam']:.0f}번, Nadam은 {last['Nadam']:.0f}번, "
        f"모멘텀은 {last['Momentum']:.0f}번, 경사 하강법은 {last['GradientDescent']:.0f}번 씁니다.",
    )
    worst = (eight / eight.min(axis=0)).max(axis=1)
    steady = METHODS[int(worst.argmin())]
    made["nadam"] = (
        f"The steadiest is {ENGLISH.get(steady, steady)}: at worst {worst.min():.1f} times the "
        "least.",
        f"가장 고른 것은 {KOREAN.get(steady, steady)}입니다. 가장 나쁠 때도 최솟값의 "
        f"{worst.min():.1f}배입니다.",
    )
    compared = results.compare("network", "Momentum")
    pairs = dict(zip(compared["method"], compared["p"], strict=True))
    ahead_of = [
        method
        for method, p, difference in zip(
            compared["method"], compared["p"], compared["difference"], strict=True
        )
        if p < 0.05 / 8 and difference > 0
    ]
    open_ones = [method for method, p in pairs.items() if p >= 0.05]
    made["network"] = (
        f"Momentum is faster than {english(ahead_of)}, also when eight questions are asked; "
        f"{english(open_ones)} cannot be told apart from it.",
        f"모멘텀은 {korean(ahead_of)}보다 빠릅니다. 여덟 번 비교했다는 점을 감안해도 그렇습니다. "
        f"{korean(open_ones)}와는 구별되지 않습니다.",
    )
    made["open"] = (
        f"And $p = {pairs['Adam']:.2f}$ for Adam does not prove that the two are equal",
        f"또 Adam의 $p = {pairs['Adam']:.2f}$은 둘이 같다는 증명이 아닙니다.",
    )
    arrived = int(np.isfinite(results.test("softmax", "AdaDelta", aim="published")).sum())
    pick = results.pick("softmax", "AdaDelta")
    moved, rate = int(pick["extensions"]), pick["learning_rate"]
    made["edge"] = (
        f"With the published range AdaDelta reaches the target of the softmax model on {arrived} "
        f"of 20 seeds. Its ranges changed {moved} times, up to a learning rate of {rate:g}:",
        f"발표된 범위로는 AdaDelta가 소프트맥스 모델의 목표에 시드 20개 가운데 "
        f"{f'{arrived}개에서 이릅니다' if arrived else '하나에서도 이르지 못합니다'}. "
        f"범위를 {moved}번 바꾸어 학습률이 {rate:g}에 이르러야 했습니다.",
    )
    medians = results.medians(PROBLEMS)[:8]
    shares = 7 * judgment.profile(medians, [1, 2])
    twice = [METHODS[k] for k in range(8) if shares[k, 1] == 7]
    leading = METHODS[int(shares[:, 0].argmax())]
    made["profile"] = (
        f"{ENGLISH.get(leading, leading)} is first most often, on {shares[:, 0].max():.0f} of 7; "
        f"within twice the fastest on all seven is {english(twice)}.",
        f"1등을 가장 자주 한 것은 {KOREAN.get(leading, leading)}(7문제 가운데 "
        f"{shares[:, 0].max():.0f}문제)이고, 일곱 문제 모두에서 가장 빠른 것의 두 배 안에 드는 "
        f"것은 {korean(twice)}입니다.",
    )
    some = ["GradientDescent", "Nesterov", "AdaDelta", "Adam", "Nadam"]

    def leader(name, trials):
        return min(some, key=lambda method: results.best_of(name, method, trials))

    few, many = (leader("SVM", trials) for trials in (1, 64))
    few2, many2 = (leader("convolutions", trials) for trials in (1, 64))
    made["tuning"] = (
        f"With a single trial {ENGLISH.get(few, few)} is ahead on the SVM, "
        f"{ENGLISH.get(few2, few2)} on the convolutions; with 64 trials it is "
        f"{ENGLISH.get(many, many)} here and {ENGLISH.get(many2, many2)} there.",
        f"앞서는 것은 시도가 한 번이면 SVM에서는 {KOREAN.get(few, few)}, 합성곱에서는 "
        f"{KOREAN.get(few2, few2)}이고, 64번이면 차례로 {KOREAN.get(many, many)}, "
        f"{KOREAN.get(many2, many2)}입니다.",
    )
    runs = np.array([results.test("network", method) for method in METHODS])
    lucky = len(set(runs.argmin(axis=0)))
    made["seeds"] = (
        f"{lucky} different methods have a seed that proves their case.",
        f"서로 다른 {lucky}가지 방법에 저마다 자기가 1등인 시드가 있습니다.",
    )
    here, there = (results.costs([name])[:8, 0] for name in ("rosenbrock", "rosenbrock / 100"))
    same = [method for method, a, b in zip(METHODS, here, there, strict=False) if a == b]
    made["units"] = (
        f"{english(same)} come out the same to the last gradient.",
        f"그래디언트 하나까지 똑같은 것은 {korean(same)}입니다.",
    )
    places = eight.argsort(axis=0).argsort(axis=0).mean(axis=1) + 1
    years = dict(zip(METHODS, (1847, 1964, 1983, 2011, 2012, 2012, 2014, 2016), strict=False))
    best = [METHODS[k] for k in places.argsort()[:2]]
    made["places"] = (
        f"The best mean places belong to {years[best[0]]} and to {years[best[1]]}.",
        f"평균 순위가 가장 좋은 것은 {years[best[0]]}년과 {years[best[1]]}년의 방법입니다.",
    )
    tests = [
        [results.test(name, m, "accuracy", "accurate").mean() for m in METHODS]
        for name in contest.MODELS
    ]
    low, high = np.array(tests).min(axis=1), np.array(tests).max(axis=1)
    wide = int((high - low).argmax())
    made["accuracy"] = (
        f"The widest gap is {high[wide] - low[wide]:.3f}, on {contest.MODELS[wide]}.",
        f"차이가 가장 큰 곳은 {contest.MODELS[wide]}이며 {high[wide] - low[wide]:.3f}입니다.",
    )
    return made


@pytest.fixture(scope="module")
def results():
    return contest.load_results()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_what_the_lesson_concludes_is_in_the_results(results, language):
    lesson = next(lesson for lesson in find_lessons() if lesson.number == "16")
    cells = read(lesson.notebook(language)).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    for name, pair in statements(results).items():
        assert pair[language == "ko"] in text, name


def test_the_answers_of_the_predictions_are_in_the_results(results):
    first = results.costs(PROBLEMS).argsort(axis=0)[0]
    assert len(set(first)) == 3  # 16.p1
    beale, rates = contest.problem("beale"), [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3]
    winners = set()
    for rate in rates:
        found = [
            lk.comparison.runs(beale, [getattr(lk, method)(rate)], range(20))["gradients"]
            for method in METHODS[:8]
        ]
        winners.add(int(np.argmin([lk.comparison.cost(one, beale.budget)[0] for one in found])))
    assert len(winners) == 4  # 16.p3
