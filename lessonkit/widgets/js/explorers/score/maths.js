// What the two losses make of the scores of one example, as lessonkit/losses.py does.

/** What each class costs in the multiclass SVM loss; the right class costs nothing. */
export function svmTerms(scores, right) {
  return scores.map((score, j) => (j === right ? 0 : Math.max(0, score - scores[right] + 1)));
}

/** The softmax of the scores; the largest is subtracted first, so that exp cannot overflow. */
export function probabilities(scores) {
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp(score - most));
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}

/** Minus the logarithm of the probability of the right class. */
export function softmaxLoss(scores, right) {
  const most = Math.max(...scores);
  return Math.log(sum(scores.map((score) => Math.exp(score - most)))) + most - scores[right];
}

/** How far the scores are from others, added up. */
export function distance(scores, others) {
  return sum(scores.map((score, j) => Math.abs(score - others[j])));
}

/** The sum of some numbers. */
export function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
