// How several maps at once look.

export const STYLE = `
.root { position: relative }
.choices[hidden] { display: none }
.maps { display: grid; gap: 1rem 1.25rem; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 42%), 1fr)) }
.maps.few { grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)) }
.maps > .legend { grid-column: 1 / -1 }
.maps figure { margin: 0; min-width: 0 }
.maps figure > svg { display: block; width: 100%; max-height: 34rem }
.maps h3 { margin: 0 0 .25rem; font-size: .9375rem; font-weight: 600; overflow-wrap: anywhere }
.maps h3 small { font-weight: 400; color: var(--soft) }
.legend > div { display: flex; flex-wrap: wrap; gap: .15rem .4rem }
.legend button { width: auto }
.many { border: 1px solid var(--line); border-radius: var(--st-base-radius); padding: .4rem .75rem }
.many summary, .twin summary { cursor: pointer; color: var(--accent); padding: .25rem 0 }
.many fieldset { border: 0; margin: .5rem 0 0; padding: 0; columns: 20rem auto }
.many legend { font-weight: 600; font-size: .8125rem; padding: 0 }
.many label { display: flex; gap: .4rem; align-items: baseline; break-inside: avoid; padding: .15rem 0 }
.many label.off { color: var(--soft) }
.twin { margin-top: .75rem }
.twin .scroll { overflow: auto; max-height: 26rem }
.twin table { border-collapse: collapse; width: 100% }
.twin th, .twin td { text-align: start; font-weight: 400; padding: .25rem .6rem; border-bottom: 1px solid var(--line) }
.twin thead th { font-weight: 600; position: sticky; top: 0; background: var(--paper) }
.twin tr[aria-selected=true] > * { background: var(--panel); font-weight: 600 }
`
