/**
 * The look. Public custom properties: --otp-accent, --otp-background, --otp-text, --otp-muted, --otp-border,
 * --otp-error, --otp-radius, --otp-font; every `part` is public too. Names that begin with `--_` are private;
 * those with `--_own-` hold the look of the widget's settings.
 * Sizes are in em of the visitor's own text size; sides are logical, so that Arabic needs no second sheet.
 */
export const css = `
:host{all:initial;color-scheme:inherit;display:block}
:host([hidden]),[hidden]{display:none!important}
*,::before,::after{box-sizing:border-box}
.surface{
--_accent:var(--otp-accent,var(--_own-accent,#3f4fd8));
--_bg:var(--otp-background,#fff);
--_text:var(--otp-text,#15171d);
--_muted:var(--otp-muted,#5b6270);
--_edge:var(--otp-border,#868d9b);
--_error:var(--otp-error,#bf2236);
--_radius:var(--otp-radius,var(--_own-radius,12px));
--_ink:var(--_accent);
--_soft:color-mix(in srgb,var(--_text) 8%,var(--_bg));
--_line:color-mix(in srgb,var(--_text) 18%,var(--_bg));
position:relative;
padding:min(2.25em,7vw);
font:medium/1.5 var(--otp-font,var(--_own-font,system-ui,sans-serif));
color:var(--_text);
background-color:var(--_bg);
outline:0 solid var(--_accent);
}
@supports (color:light-dark(red,red)){
.surface{
--_accent:var(--otp-accent,var(--_own-accent,light-dark(#3f4fd8,#98a4ff)));
--_bg:var(--otp-background,light-dark(#fff,#1a1b20));
--_text:var(--otp-text,light-dark(#15171d,#f0f1f4));
--_muted:var(--otp-muted,light-dark(#5b6270,#a7adba));
--_edge:var(--otp-border,light-dark(#868d9b,#6c7382));
--_error:var(--otp-error,light-dark(#bf2236,#ff9094));
outline-color:color-mix(in srgb,var(--_accent),var(--_accent));
}
}
.inline{max-width:25.5em;border:1px solid var(--_line);border-radius:var(--_radius)}
.popup{
color-scheme:light dark;
width:25.5em;
max-width:calc(100% - 2em);
max-height:calc(88dvh - 1em);
margin:12dvh auto auto;
overflow:auto;
overscroll-behavior:contain;
border:0;
border-radius:calc(var(--_radius)*1.5);
box-shadow:0 0 0 1px #0001,0 1.5em 4em -.5em #0006;
}
[data-theme=light]{color-scheme:light}
[data-theme=dark]{color-scheme:dark}
::backdrop{background:#0b0d1480}
.screen,.header,.resend{display:flex;flex-direction:column;gap:1.5em}
.header{gap:.375em}
.popup .header{padding-inline-end:1.75em}
.resend{gap:.625em}
h2,p{margin:0}
h2{font-size:1.375em;line-height:1.25;font-weight:650;letter-spacing:-.012em;outline:0}
.text{font-size:.9375em;color:var(--_muted)}
.small{margin-block-start:.625em;font-size:.8125em}
.line{margin-block-start:.25em;min-height:1.5em}
.identifier{color:var(--_text);font-weight:550;overflow-wrap:anywhere}
.status{position:absolute;width:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
label{display:block;font-size:.875em;font-weight:550}
.label{margin-block-end:.45em}
button,input,select{font:inherit;color:inherit;border:0;background:none;padding:0;outline:0}
button,select,.option,.option input{cursor:pointer}
:focus-visible{outline:2px solid var(--_ink);outline-offset:2px}
svg{flex:none;width:1.25em;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.control,i{border:1px solid var(--_edge);border-radius:var(--_radius);transition:border-color .15s,box-shadow .15s}
.control{display:flex}
.control:focus-within,.code:focus-within .next{border-color:var(--_ink);box-shadow:inset 0 0 0 1px var(--_ink)}
:has(>[aria-invalid]){--_ink:var(--_error);--_edge:var(--_error)}
.input,.code-input{outline:0;caret-color:var(--_ink)}
.input{flex:1;min-width:0;height:3em;padding-inline:.875em}
.country{position:relative;display:flex;align-items:center;gap:.25em;margin:.375em 0;padding-inline:.5em;margin-inline-start:.375em;border-inline-end:1px solid var(--_line);white-space:nowrap;min-width:6em}
.country:focus-within{border-radius:.5em;outline:2px solid var(--_ink)}
.chevron{width:1em;color:var(--_muted)}
select,.option input{position:absolute;inset:0;width:100%;margin:0;opacity:0}
option{color:#000;background:#fff}
.toggle{display:flex;padding:3px;border-radius:var(--_radius);background:var(--_soft)}
.option{position:relative;flex:1;display:flex}
.option span{flex:1;display:grid;place-items:center;min-height:3em;padding:.25em .5em;border-radius:calc(var(--_radius) - 3px);text-align:center;line-height:1.2;color:var(--_muted)}
:checked+span{color:var(--_text);background:var(--_bg);box-shadow:0 1px 3px #0003}
:focus-visible+span{outline:2px solid var(--_ink)}
.code{container-type:inline-size;position:relative;overflow:hidden;overflow:clip}
.code>div{display:flex;gap:8px}
i{flex:1;height:3.5em}
.code:has([aria-invalid]) i{background:color-mix(in srgb,var(--_error) 9%,transparent)}
.code-input{
--_pitch:calc((100cqi + 8px)/var(--_n));
position:absolute;
inset:0 auto 0 0;
width:calc(100cqi + 2*var(--_pitch));
padding-left:calc((var(--_pitch) - 8px - 1ch)/2);
font-family:ui-monospace,Menlo,Consolas,monospace;
font-size:clamp(16px,100cqi/var(--_n),1.5em);
letter-spacing:calc(var(--_pitch) - 1ch);
}
.code-input[aria-invalid]::selection{background:none}
.primary{min-height:3em;padding:.5em 1.25em;border-radius:var(--_radius);font-weight:600;color:var(--_on,#fff);background:var(--_accent)}
[aria-busy]{cursor:progress}
.spinner,.primary[aria-busy]::before{content:"";display:inline-block;width:1em;height:1em;margin-inline-end:.625em;vertical-align:-.125em;border:2px solid;border-inline-end-color:#0000;border-radius:50%}
.link{align-self:start;min-height:24px;font-size:.9375em;font-weight:550;color:var(--_ink);text-align:start;text-decoration:underline .06em;text-underline-offset:.25em;overflow-wrap:anywhere}
.suggestion{margin-block-start:.625em}
.close{position:absolute;inset-block-start:.75em;inset-inline-end:.75em;display:grid;place-items:center;width:2.75em;height:2.75em;border-radius:50%;color:var(--_muted)}
.error{display:flex;align-items:start;gap:.5em;font-size:.875em;color:var(--_error)}
.error:not(:empty){margin-block-start:.75em}
.resend{font-variant-numeric:tabular-nums}
.channels{display:flex;flex-wrap:wrap;gap:.5em}
.channel{min-height:2.5em;padding:.25em .875em;border:1px solid var(--_edge);border-radius:2em;font-size:.875em;font-weight:550}
.channel::first-letter{text-transform:uppercase}
.channel[aria-disabled]{color:var(--_muted);border-color:#0000;background:var(--_soft);cursor:default}
.success,.loading{align-items:center;text-align:center;gap:.75em;padding-block:1.5em}
.loading h2{font-size:1em;font-weight:400;color:var(--_muted)}
.spinner{margin:0;width:1.75em;height:1.75em;color:var(--_ink)}
.check{width:4.5em;color:var(--_ink);stroke-width:1.25}
.check path{stroke-dasharray:1}
@media (hover:hover){
.primary:hover{filter:brightness(1.08)}
:is(.close,.channel):hover{background:var(--_soft)}
}
@media (max-width:30em){
.popup{
width:100%;
max-width:none;
--_most:calc(100dvh - 1em - var(--_covered,0px));
min-height:min(32em,var(--_most));
max-height:var(--_most);
margin-block:auto var(--_covered,0px);
padding-block-end:max(1.75em,env(safe-area-inset-bottom));
border-end-start-radius:0;
border-end-end-radius:0;
}
}
@media (prefers-reduced-motion:no-preference){
.spinner,[aria-busy]::before{animation:turn .8s linear infinite}
.popup{animation:rise .28s cubic-bezier(.2,.8,.2,1)}
.screen{animation:rise .24s cubic-bezier(.2,.8,.2,1)}
.code:has([aria-invalid]){animation:shake .32s}
.check path{animation:draw .5s ease-in-out backwards}
.check path+path{animation:draw .3s .4s ease-out backwards}
}
@keyframes turn{to{rotate:1turn}}
@keyframes rise{from{opacity:0;translate:0 .75em}}
@keyframes shake{25%{translate:-5px}50%{translate:4px}75%{translate:-2px}}
@keyframes draw{from{stroke-dashoffset:1}}
@media (forced-colors:active){
.surface,.primary{border:1px solid}
:checked+span,.control:focus-within,.code:focus-within .next{outline:2px solid Highlight;outline-offset:-2px}
}
`;

let shared: CSSStyleSheet | undefined;

/** The one sheet that every widget of the page adopts; constructed, since strict CSP blocks `<style>`. */
export function sheet(): CSSStyleSheet {
  if (!shared) {
    shared = new CSSStyleSheet();
    shared.replaceSync(css);
  }
  return shared;
}
