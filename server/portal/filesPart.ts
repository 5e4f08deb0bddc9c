import type { EvidenceRow } from '#case/contract.ts';
import { type Html, html } from './html.ts';
import type { UploadRow } from './portalStore.ts';
import { saySize } from './say.ts';
import type { Visit } from './visit.ts';
import { wordsOf } from './words.ts';

/**
 * Choosing files: without script a plain input that goes with the form, with script the island that uploads in parts and
 * goes on after a broken connection. What is uploaded already stands below with its picture.
 */
export function filePicker(
  visit: Visit,
  options: { base: string; material: string; label: string; uploads: readonly UploadRow[]; id: string },
): Html {
  const words = wordsOf(visit.lang);
  const mine = options.uploads.filter((each) => (each.material ?? 'other') === options.material);
  const settings = {
    base: options.base,
    token: visit.token,
    material: options.material,
    label: options.label,
    most: 200 * 1024 * 1024,
    words: words.upload,
  };
  return html`<div class="picker">
    <div data-island="upload" data-settings="${JSON.stringify(settings)}" data-files="${JSON.stringify(mine.map((each) => ({ id: each.id, name: each.name, size: each.size, pictures: each.pictures })))}">
      <div class="field"><label for="${options.id}">${options.label}</label>
      <input id="${options.id}" type="file" name="file:${options.material}" multiple accept="image/*,video/*,application/pdf"></div>
      ${
        mine.length > 0 &&
        html`<ul class="thumbs">${mine.map(
          (
            each,
          ) => html`<li>${thumb(`${options.base}/${each.id}`, each, words)}<span class="file-name">${each.name} · ${saySize(each.size)}</span>
        <button class="small" type="submit" name="remove" value="${each.id}" formnovalidate aria-label="${words.removeNamed(each.name)}">${words.removeFile}</button></li>`,
        )}</ul>`
      }
    </div>
  </div>`;
}

/** What is with the case already. */
export function fileList(visit: Visit, base: string, files: readonly EvidenceRow[]): Html {
  const words = wordsOf(visit.lang);
  return html`<ul class="thumbs">${files.map((each) => html`<li>${each.pictures ? html`<a href="${base}/${each.fileId}/view">${thumb(`${base}/${each.fileId}`, each, words)}</a>` : thumb(`${base}/${each.fileId}`, each, words)}<span class="file-name">${each.name} · ${saySize(each.size)}</span></li>`)}</ul>`;
}

function thumb(base: string, file: { name: string; pictures: boolean }, words: ReturnType<typeof wordsOf>): Html {
  if (!file.pictures) return html`<span class="no-thumb" aria-hidden="true">${words.noPreview}</span>`;
  return html`<img src="${base}/thumb" alt="${words.fileOf(file.name)}" width="96" height="72" loading="lazy">`;
}
