import { z } from 'zod';
import { id, instant, route, someText } from '#platform/wire.ts';
import { changedCase } from './wire.ts';

const casePath = z.object({ caseId: id });

export const fileRoutes = {
  begin: route({
    method: 'POST',
    path: '/api/v1/files',
    summary: {
      zh: '开始上传文件',
      en: 'Begin an upload; its bytes follow in parts by PUT /api/v1/files/{id}?offset=n (application/octet-stream)',
    },
    permission: 'file.add',
    body: z.object({ name: someText(200), size: z.int() }),
    answer: z.object({ id, received: z.int() }),
  }),
  state: route({
    method: 'GET',
    path: '/api/v1/files/:fileId',
    summary: { zh: '已收到的字节数', en: 'Bytes that have arrived' },
    permission: 'file.add',
    params: z.object({ fileId: id }),
    answer: z.object({ received: z.int() }),
  }),
  finish: route({
    method: 'POST',
    path: '/api/v1/files/:fileId/finish',
    summary: { zh: '完成上传', en: 'Finish an upload' },
    permission: 'file.add',
    changes: 'nothing',
    params: z.object({ fileId: id }),
    answer: z.object({ id, type: z.string(), pictures: z.boolean() }),
  }),
  attach: route({
    method: 'POST',
    path: '/api/v1/cases/:caseId/files',
    summary: { zh: '加入凭证', en: 'Add files to a case as evidence' },
    permission: 'file.add',
    changes: 'case',
    params: casePath,
    body: z.object({ files: z.array(id).min(1).max(30), material: z.string().max(60).optional() }),
    answer: changedCase,
  }),
  list: route({
    method: 'GET',
    path: '/api/v1/cases/:caseId/files',
    summary: {
      zh: '凭证列表（图片：/thumb、/view；原件：/original）',
      en: 'Evidence of a case (pictures: /thumb, /view; as received: /original)',
    },
    permission: 'file.read',
    params: casePath,
    answer: z.object({
      items: z.array(
        z.object({
          fileId: id,
          name: z.string(),
          type: z.string(),
          size: z.int(),
          pictures: z.boolean(),
          material: z.string().nullable(),
          round: z.int(),
          byKind: z.string(),
          addedAt: instant,
        }),
      ),
    }),
  }),
} as const;
