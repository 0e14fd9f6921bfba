// A surface drawn by the graphics card, in the bands and with the contour lines of the map.

const VERTEX = [
  "#version 300 es",
  "in vec3 place; in float level; in vec2 slope;",
  "uniform vec4 turn, fit;", // cosines and sines, see surface_space.js; scales and offsets
  "out float value; out vec3 normal;",
  "vec3 turned(vec3 p) {",
  "  float away = p.x * turn.y + p.y * turn.x;",
  "  return vec3(p.x * turn.x - p.y * turn.y, p.z * turn.z + away * turn.w, p.z * turn.w - away * turn.z);",
  "}",
  "void main() {",
  "  vec3 p = turned(place);",
  "  value = level;",
  "  normal = turned(vec3(-slope, 1.0));",
  "  gl_Position = vec4(p.xy * fit.xy + fit.zw, -0.3 * p.z, 1.0);",
  "}",
];
// Of the square root of a value the bands, and of them the lines, have equal widths.
const FRAGMENT = [
  "#version 300 es",
  "precision highp float;",
  "in float value; in vec3 normal;",
  "uniform sampler2D bands;",
  "uniform vec4 contour; uniform float bandCount, lineCount, width;",
  "out vec4 color;",
  "void main() {",
  "  float root = sqrt(max(0.0, value));",
  "  float band = clamp(floor(root * bandCount), 0.0, bandCount - 1.0);",
  "  vec3 paint = texture(bands, vec2((band + 0.5) / bandCount, 0.5)).rgb;",
  "  float line = root * lineCount;",
  "  float off = abs(fract(line - 0.5) - 0.5) / max(fwidth(line), 1e-6);", // in pixels
  "  float drawn = clamp(0.5 + 0.5 * width - off, 0.0, 1.0) * step(0.5, line) * step(value, 1.001);",
  "  float light = 0.7 + 0.3 * max(0.0, dot(normalize(normal), vec3(-0.36, 0.48, 0.8)));",
  "  color = vec4(mix(paint * light, contour.rgb, contour.a * drawn), 1.0);",
  "}",
];
const FIELDS = [["place", 3], ["level", 1], ["slope", 2]];

/**
 * @param mesh of surface_space.js.
 * @returns paint(sight, size, looks), which gives a canvas; null where there is no WebGL.
 *   size = {width, height, ratio} of the picture; looks = {shades: [[r, g, b, a], …] from the lowest
 *   band on, contour: [r, g, b, a] with a up to 1, lines: how many}.
 */
export function createPainter(mesh) {
  let made = open(mesh);
  return made && paint;

  function paint({ turn, scale, middle, centre }, { width, height, ratio }, { shades, contour, lines }) {
    if (made.gl.isContextLost()) made = open(mesh) ?? made; // a page has a limited number of them
    const { canvas, gl, uniform } = made;
    Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    const place = [(2 * middle) / width - 1, 1 - (2 * centre) / height];
    gl.uniform4f(uniform("turn"), ...turn);
    gl.uniform4f(uniform("fit"), (2 * scale) / width, (2 * scale) / height, ...place);
    gl.uniform4f(uniform("contour"), ...contour.map((c, i) => (i < 3 ? c / 255 : c)));
    gl.uniform1f(uniform("bandCount"), shades.length);
    gl.uniform1f(uniform("lineCount"), lines);
    gl.uniform1f(uniform("width"), ratio);
    const colors = new Uint8Array(shades.flat());
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, shades.length, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, colors);
    gl.drawElements(gl.TRIANGLES, mesh.triangles.length, gl.UNSIGNED_SHORT, 0);
    return canvas;
  }
}

function open({ vertices, triangles }) {
  const canvas = document.createElement("canvas");
  const gl = canvas.getContext("webgl2", { antialias: false }); // it would take most of the time
  if (!gl) return null;
  const program = gl.createProgram();
  for (const [kind, lines] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, lines.join("\n"));
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) return null;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
  let offset = 0;
  for (const [name, count] of FIELDS) {
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, count, gl.FLOAT, false, 24, offset);
    offset += 4 * count;
  }
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
  gl.enable(gl.DEPTH_TEST);
  return { canvas, gl, uniform: (name) => gl.getUniformLocation(program, name) };
}
