// An extension of JupyterLab and Notebook 7. Without it the pictures in their pages have no alt
// text, although the outputs hold one: metadata["image/png"].alt. It is written in the form in which
// the applications load extensions, so it needs no build; what it wraps, it takes from them.

const KIND = "image/png";

/** The factory of pictures, with alt text on each picture that is drawn. */
function withAltText(factory) {
  return {
    ...factory,
    mimeTypes: [KIND],
    createRenderer(options) {
      const renderer = factory.createRenderer(options);
      const draw = renderer.renderModel;
      renderer.renderModel = async (model) => {
        await draw.call(renderer, model);
        const alt = model.metadata[KIND]?.alt;
        if (alt) renderer.node.querySelector("img")?.setAttribute("alt", alt);
      };
      return renderer;
    },
  };
}

let shared;

(window._JUPYTERLAB ??= {}).lessonkit = {
  init(scope) {
    shared = scope["@jupyterlab/rendermime"];
  },
  async get() {
    const { IRenderMimeRegistry } = (await Object.values(shared)[0].get())();
    const plugin = {
      id: "lessonkit:alt-text",
      autoStart: true,
      requires: [IRenderMimeRegistry],
      activate: (app, registry) => registry.addFactory(withAltText(registry.getFactory(KIND))),
    };
    return () => ({ __esModule: true, default: plugin });
  },
};
