"""The named landscapes: the arguments of each `Objective`, with its known minima and its source.

`minima` holds every local minimizer in the domain, the lowest first; only of `rastrigin` and
`ackley`, which have a hundred, the global one alone. Where a whole stretch is lowest, as with
`hinge`, its edge stands for it, and without any minimizer the list is empty.
"""

NAMED_OBJECTIVES = {
    # One variable
    "parabola": dict(text="x**2 - 4*x + 6", domain=(-1, 5), minima=[2.0]),
    "x_sin_x": dict(text="x*sin(x)", domain=(-1, 7), minima=[4.913180439434884, 0.0]),
    "double_well": dict(
        text="(x**2 - 1)**2 + 0.3*x",
        domain=(-1.8, 1.8),
        minima=[-1.0355787140888537, 0.9601495555191055],
        reference="a deep and a shallow basin, after Kramers, Physica 7(4), 1940",
    ),
    "plateau": dict(
        text="x**2/(1 + x**2)",
        domain=(-10, 10),
        minima=[0.0],
        reference="Geman and McClure, Bulletin of the International Statistical Institute 52, 1987",
    ),
    "absolute_value": dict(text="abs(x)", domain=(-3, 3), minima=[0.0]),
    "relu": dict(text="max(0, x)", domain=(-3, 3), minima=[0.0]),
    "hinge": dict(
        text="max(0, 1 - x)",
        domain=(-2, 4),
        minima=[1.0],
        reference="the loss of Cortes and Vapnik, Machine Learning 20, 1995",
    ),
    "cubic": dict(text="3*x**3 - 2*x + 1", domain=(-1.5, 1.5), minima=[0.4714045207910317]),
    "cube_of_a_line": dict(text="(2*x - 1)**3", domain=(-1, 2), minima=[]),
    "sigmoid": dict(text="1/(1 + exp(-x))", domain=(-6, 6), minima=[]),
    # Two variables
    "bowl": dict(text="3*(x-2)**2 + (y-2)**2", domain=((-1, 5), (-1, 5)), minima=[[2.0, 2.0]]),
    "ravine": dict(text="0.5*(x**2 + 25*y**2)", domain=((-10, 10), (-4, 4)), minima=[[0.0, 0.0]]),
    "rotated_ravine": dict(
        text="0.25*((x + y)**2 + 25*(y - x)**2)",
        domain=((-8, 8), (-8, 8)),
        minima=[[0.0, 0.0]],
    ),
    "rosenbrock": dict(
        text="(1 - x)**2 + 100*(y - x**2)**2",
        domain=((-2, 2), (-1, 3)),
        minima=[[1.0, 1.0]],
        reference="Rosenbrock, The Computer Journal 3(3), 1960",
    ),
    "beale": dict(
        text="(1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2",
        domain=((-4.5, 4.5), (-4.5, 4.5)),
        minima=[[3.0, 0.5]],
        reference="Beale, On an Iterative Method for Finding a Local Minimum, Princeton, 1958",
    ),
    "himmelblau": dict(
        text="(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
        domain=((-5, 5), (-5, 5)),
        minima=[
            [3.0, 2.0],
            [3.5844283403304917, -1.8481265269644036],
            [-2.8051180869527449, 3.131312518250573],
            [-3.7793102533777469, -3.2831859912861694],
        ],
        reference="Himmelblau, Applied Nonlinear Programming, McGraw-Hill, 1972",
    ),
    "saddle": dict(text="x**2 - y**2", domain=((-2, 2), (-2, 2)), minima=[]),
    "monkey_saddle": dict(
        text="x**3 - 3*x*y**2",
        domain=((-2, 2), (-2, 2)),
        minima=[],
        reference="Hilbert and Cohn-Vossen, Anschauliche Geometrie, Springer, 1932",
    ),
    "mixed_cubic": dict(
        text="3*x*y**2 + 4*x**3 - 5*y**2 + 1", domain=((-2, 3), (-2, 2)), minima=[]
    ),
    "rastrigin": dict(
        text="20 + x**2 + y**2 - 10*cos(2*pi*x) - 10*cos(2*pi*y)",
        domain=((-5.12, 5.12), (-5.12, 5.12)),
        minima=[[0.0, 0.0]],
        reference="Rastrigin, Systems of Extremal Control, Nauka, 1974",
    ),
    "ackley": dict(
        text="20 + e - 20*exp(-0.2*sqrt((x**2 + y**2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2)",
        domain=((-5, 5), (-5, 5)),
        minima=[[0.0, 0.0]],
        reference="Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer, 1987",
    ),
    "six_hump_camel": dict(
        text="(4 - 2.1*x**2 + x**4/3)*x**2 + x*y + (4*y**2 - 4)*y**2",
        domain=((-2, 2), (-1.1, 1.1)),
        minima=[
            [-0.08984201310031806, 0.7126564030207396],
            [0.08984201310031806, -0.7126564030207396],
            [-1.7036067149699808, 0.7960835686726251],
            [1.7036067149699808, -0.7960835686726251],
            [-1.6071047529201972, -0.5686514548841314],
            [1.6071047529201972, 0.5686514548841314],
        ],
        reference="Dixon and Szegö, Towards Global Optimisation 2, North-Holland, 1978",
    ),
    "styblinski_tang": dict(
        text="(x**4 - 16*x**2 + 5*x + y**4 - 16*y**2 + 5*y)/2",
        domain=((-5, 5), (-5, 5)),
        minima=[
            [-2.903534027771177, -2.903534027771177],
            [-2.903534027771177, 2.746802770990837],
            [2.746802770990837, -2.903534027771177],
            [2.746802770990837, 2.746802770990837],
        ],
        reference="Styblinski and Tang, Neural Networks 3(4), 1990",
    ),
    "goldstein_price": dict(
        text="(1 + (x + y + 1)**2*(19 - 14*x + 3*x**2 - 14*y + 6*x*y + 3*y**2))"
        "*(30 + (2*x - 3*y)**2*(18 - 32*x + 12*x**2 + 48*y - 36*x*y + 27*y**2))",
        domain=((-2, 2), (-2, 2)),
        minima=[[0.0, -1.0], [-0.6, -0.4], [1.8, 0.2], [1.2, 0.8]],
        reference="Goldstein and Price, Mathematics of Computation 25, 1971",
    ),
}
