/**
 * The look. Public custom properties: --otp-accent, --otp-background, --otp-text, --otp-muted, --otp-border,
 * --otp-error, --otp-radius, --otp-font; every `part` is public too. Names that begin with `--_` are private.
 * Sizes are in em of the visitor's own text size; sides are logical, so that Arabic needs no second sheet.
 */
export const css = `
:host{all:initial;color-scheme:inherit;display:block}
:host([hidden]),[hidden]{display:none!important}
*,::before,::after{box-sizing:border-box}
[part~=surface]{
--_accent:var(--otp-accent,#3f4fd8);
--_bg:var(--otp-background,#fff);
--_text:var(--otp-text,#15171d);
--_muted:var(--otp-muted,#5b6270);
--_edge:var(--otp-border,#868d9b);
--_error:var(--otp-error,#bf2236);
--_radius:var(--otp-radius,12px);
--_ink:var(--_accent);
position:relative;
padding:min(2.25em,7vw);
font:medium/1.5 var(--otp-font,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif);
color:var(--_text);
background-color:var(--_bg);
outline:0 solid var(--_accent);
-webkit-text-size-adjust:100%;
}
@supports (color:light-dark(red,red)) and (color:color-mix(in srgb,red,red)){
[part~=surface]{
--_accent:var(--otp-accent,light-dark(#3f4fd8,#98a4ff));
--_bg:var(--otp-background,light-dark(#fff,#1a1b20));
--_text:var(--otp-text,light-dark(#15171d,#f0f1f4));
--_muted:var(--otp-muted,light-dark(#5b6270,#a7adba));
--_edge:var(--otp-border,light-dark(#868d9b,#6c7382));
--_error:var(--otp-error,light-dark(#bf2236,#ff9094));
outline-color:color-mix(in srgb,var(--_accent),var(--_accent));
}
}
[part~=inline]{border-radius:var(--_radius)}
[part~=popup]{
color-scheme:light dark;
width:25.5em;
max-width:calc(100% - 2em);
max-height:calc(100dvh - 2em);
margin:auto;
overflow:auto;
overscroll-behavior:contain;
border:0;
border-radius:calc(var(--_radius)*1.5);
box-shadow:0 0 0 1px #0000000f,0 1.5em 4em -.5em #0006;
}
[data-theme=light]{color-scheme:light}
[data-theme=dark]{color-scheme:dark}
::backdrop{background:#0b0d1480}
[part~=screen],header,[part~=live]{display:flex;flex-direction:column;align-items:stretch;gap:1.5em}
header{gap:.375em}
[part~=popup] header,[part~=popup] h2{padding-inline-end:1.75em}
[part~=live]{gap:.625em}
h2,p{margin:0}
h2{font-size:1.375em;line-height:1.25;font-weight:650;letter-spacing:-.012em;text-wrap:balance;outline:0}
[part~=text]{font-size:.9375em;color:var(--_muted);text-wrap:pretty}
[part~=small]{font-size:.8125em}
[part~=identifier]{color:var(--_text);font-weight:550;overflow-wrap:anywhere}
[part~=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
label{display:block;font-size:.875em;font-weight:550}
[part~=label]{margin-block-end:.45em}
button,input,select{font:inherit;color:inherit;letter-spacing:inherit}
button{cursor:pointer;touch-action:manipulation;-webkit-tap-highlight-color:transparent}
:focus-visible{outline:2px solid var(--_ink);outline-offset:2px}
svg{fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}

[part~=control]{
display:flex;
min-height:3em;
border:1px solid var(--_edge);
border-radius:var(--_radius);
transition:border-color .15s,box-shadow .15s;
}
[part~=input]{
flex:1;
min-width:0;
padding:.625em .875em;
border:0;
border-radius:inherit;
background:none;
outline:0;
caret-color:var(--_ink);
}
[part~=control]:focus-within{border-color:var(--_ink);box-shadow:inset 0 0 0 1px var(--_ink)}
[part~=control]:has([aria-invalid]){border-color:var(--_error);box-shadow:inset 0 0 0 1px var(--_error)}
[part~=country]{position:relative;display:flex;align-items:center;gap:.25em;padding-inline:.875em .5em;white-space:nowrap;font-variant-numeric:tabular-nums}
[part~=country]::after{content:"";width:1px;height:1.5em;margin-inline-start:.375em;background:var(--_edge);opacity:.5}
[part~=country]+input{padding-inline-start:.5em}
[part~=chevron]{width:1em;height:1em;color:var(--_muted)}
select{position:absolute;inset:0;width:100%;opacity:0;cursor:pointer;border:0}
select option{color:#000;background:#fff}
[part~=country]:has(:focus-visible){outline:2px solid var(--_ink);outline-offset:-5px;border-radius:var(--_radius)}

[part~=toggle]{display:flex;padding:3px;border-radius:var(--_radius);background:color-mix(in srgb,var(--_text) 7%,transparent)}
[part~=option]{position:relative;flex:1;display:flex;text-align:center;cursor:pointer}
[part~=option] input{position:absolute;inset:0;margin:0;opacity:0;cursor:pointer}
[part~=option] span{flex:1;display:grid;place-items:center;min-height:2.75em;padding:.25em .5em;border-radius:calc(var(--_radius) - 3px);color:var(--_muted);line-height:1.2;transition:background .15s,color .15s}
:checked+span{color:var(--_text);background:var(--_bg);box-shadow:0 1px 3px #0003}
:focus-visible+span{outline:2px solid var(--_ink);outline-offset:-2px}

[part~=code]{container-type:inline-size;position:relative;overflow:hidden;overflow:clip}
[part~=code]>div{display:flex;gap:8px}
i{flex:1;height:3.5em;border:1px solid var(--_edge);border-radius:min(var(--_radius),14px);transition:border-color .15s,box-shadow .15s}
[part~=code]:focus-within .next{border-color:var(--_ink);box-shadow:inset 0 0 0 1px var(--_ink)}
[part~=code]:has([aria-invalid]) i{border-color:var(--_error)}
[part~=code]:has([aria-invalid]):focus-within .next{border-color:var(--_error);box-shadow:inset 0 0 0 1px var(--_error)}
[part~=code-input]{
--_pitch:calc((100cqi + 8px)/var(--_n));
position:absolute;
inset-block:0;
left:0;
width:calc(100cqi + 2*var(--_pitch));
padding:0;
padding-left:calc((var(--_pitch) - 8px - 1ch)/2);
font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
font-size:clamp(16px,calc(100cqi/var(--_n)),1.5em);
font-variant-numeric:tabular-nums;
letter-spacing:calc(var(--_pitch) - 1ch);
border:0;
border-radius:0;
background:none;
outline:0;
caret-color:var(--_ink);
}
::selection{background:color-mix(in srgb,var(--_ink) 24%,transparent);color:inherit}

[part~=primary]{
min-height:3em;
padding:.625em 1.25em;
border:0;
border-radius:var(--_radius);
font-weight:600;
color:var(--_on,#fff);
background:var(--_accent);
transition:filter .15s,transform .1s;
}
[part~=primary]:hover{filter:brightness(1.08)}
[part~=primary]:active{transform:scale(.985)}
.busy{cursor:progress}
[part~=spinner],.busy[part~=primary]::before{content:"";display:inline-block;width:1em;height:1em;margin-inline-end:.625em;vertical-align:-.125em;border:2px solid;border-inline-end-color:transparent;border-radius:50%}
[part~=link]{align-self:start;min-height:24px;padding:0;border:0;background:none;font-size:.9375em;font-weight:550;color:var(--_ink);text-align:start;text-decoration:underline;text-decoration-color:color-mix(in srgb,currentColor 35%,transparent);text-underline-offset:.22em;overflow-wrap:anywhere}
[part~=link]:hover{text-decoration-color:currentColor}
[part~=suggestion]{margin-block-start:.625em}
[part~=close]{position:absolute;inset-block-start:.75em;inset-inline-end:.75em;display:grid;place-items:center;width:2.75em;height:2.75em;padding:0;border:0;border-radius:50%;background:none;color:var(--_muted)}
[part~=close]:hover{background:color-mix(in srgb,var(--_text) 8%,transparent);color:var(--_text)}
[part~=icon]{width:1.25em;height:1.25em}
[part~=error]{display:flex;gap:.5em;font-size:.875em;line-height:1.45;color:var(--_error)}
[part~=error]:not(:empty){margin-block-start:.75em}
[part~=live] [part~=error]{margin:0}
[part~=error] svg{flex:none;margin-block-start:.05em}
[part~=resend]{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:.5em 1em;font-variant-numeric:tabular-nums}
[part~=channels]{display:flex;flex-wrap:wrap;gap:.5em}
[part~=channel]{min-height:2.5em;padding:.25em .875em;border:1px solid var(--_edge);border-radius:2em;background:none;font-size:.875em;font-weight:550}
[part~=channel]::first-letter{text-transform:uppercase}
[part~=channel]:hover{border-color:currentColor}
[part~=channel][aria-disabled]{color:var(--_muted);border-color:transparent;background:color-mix(in srgb,var(--_text) 7%,transparent);cursor:not-allowed}

[part~=success],[part~=loading]{align-items:center;text-align:center;gap:.75em;padding-block:1.5em}
[part~=popup] :is([part~=success],[part~=loading]) h2{padding:0}
[part~=loading] h2{font-size:1em;font-weight:400;letter-spacing:0;color:var(--_muted)}
[part~=spinner]{margin:0;width:1.75em;height:1.75em;color:var(--_ink)}
[part~=check]{width:4.5em;height:4.5em;margin-block-end:.5em;color:var(--_ink);stroke-width:1.25}
[part~=check] path{stroke-dasharray:1;stroke-dashoffset:0}

@media (max-width:30em){
[part~=popup]{
width:100%;
max-width:none;
max-height:calc(100dvh - 1em - var(--_covered,0px));
margin-block:auto var(--_covered,0px);
padding-block-end:max(1.75em,env(safe-area-inset-bottom));
border-end-start-radius:0;
border-end-end-radius:0;
}
}
@media (prefers-reduced-motion:no-preference){
[part~=spinner],.busy[part~=primary]::before{animation:turn .8s linear infinite}
[part~=popup]{animation:rise .28s cubic-bezier(.2,.8,.2,1)}
[part~=popup]::backdrop{animation:fade .28s}
[part~=screen]{animation:enter .24s cubic-bezier(.2,.8,.2,1)}
[part~=code]:has([aria-invalid]){animation:shake .32s}
[part~=check] path{animation:draw .5s cubic-bezier(.6,0,.3,1) backwards}
[part~=check] path+path{animation-duration:.3s;animation-delay:.4s}
}
@keyframes turn{to{transform:rotate(1turn)}}
@keyframes fade{from{opacity:0}}
@keyframes rise{from{opacity:0;transform:translateY(1.25em)}}
@keyframes enter{from{opacity:0;transform:translateY(.375em)}}
@keyframes shake{25%{transform:translateX(-5px)}50%{transform:translateX(4px)}75%{transform:translateX(-2px)}}
@keyframes draw{from{stroke-dashoffset:1}}
@media (forced-colors:active){
[part~=popup],[part~=toggle]{border:1px solid}
[part~=primary]{border:1px solid;forced-color-adjust:auto}
:checked+span{outline:2px solid Highlight;outline-offset:-2px}
[part~=code]:focus-within .next{outline:2px solid Highlight;outline-offset:-2px}
[part~=control]:focus-within{outline:2px solid Highlight}
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
