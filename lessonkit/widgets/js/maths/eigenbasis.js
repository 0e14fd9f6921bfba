// A quadratic bowl in coordinates of its own, u and v along its directions, which Python finds:
// {center, lowest, curvatures, directions}, see lessonkit/quadratics.py.

/** How far a point is from the center along each direction. */
export const coordinatesOf = ({ center, directions }, w) =>
  directions.map(([a, b]) => a * (w[0] - center[0]) + b * (w[1] - center[1]));

/** The point with these coordinates. */
export const pointAt = ({ center, directions: [a, b] }, [u, v]) =>
  center.map((middle, i) => middle + u * a[i] + v * b[i]);

/** What each coordinate adds to the lowest value. */
export const partsAt = ({ curvatures }, coordinates) => coordinates.map((u, i) => (curvatures[i] / 2) * u * u);
