/**
 * Tells the server that this page runs inside a frame: the origins of the pages around it, the nearest first, as far as
 * the browser names them. Without `ancestorOrigins` the nearest is known by the referrer, unless it withholds it. Nothing
 * when the page is in no frame, or this runs outside of browsers.
 */
export function framedBy(): { framedBy?: string } {
  const { window, document, location } = globalThis;
  if (!window || window.parent === window) return {};
  return {
    framedBy: [...(location.ancestorOrigins ?? document.referrer.match(/^\w+:..[^/]+/) ?? [])].join(),
  };
}
