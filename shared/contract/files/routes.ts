import { routesForPages, routesWith, type Route } from '../route.ts';

const readingOneUpload = routesForPages(['owner', 'upload'], 'uploads:read');
const readingUploads = routesForPages(['owner'], 'uploads:read');
const bringingUploads = routesForPages(['upload'], 'uploads:write');
const changingUploads = routesWith('key', 'uploads:write');
const uploads = '/api/v1/uploads';
const storage = '/api/v1/storage';
const upload = `${uploads}/{id}`;
const createUpload = 'create-upload';

/** Routes of files that come in. Titles stand in `openapi/titles.ts`: no function carries them. */
export const fileRoutes = {
  createUpload: bringingUploads.post(uploads, createUpload),
  createUploadInParts: bringingUploads.post(`${uploads}/parts`, createUpload),
  readUploadParts: bringingUploads.get(`${upload}/parts`, createUpload),
  completeUpload: bringingUploads.post(`${upload}/complete`, 'complete-upload'),
  uploadFromUrl: bringingUploads.post(`${uploads}/from-url`, createUpload),
  uploadBase64: bringingUploads.post(`${uploads}/base64`, createUpload),
  uploadStream: bringingUploads.post(`${uploads}/stream`, createUpload),
  uploadForm: bringingUploads.post(`${uploads}/form`, createUpload),
  readUpload: readingOneUpload.get(upload, 'read-uploads'),
  deleteUpload: changingUploads.delete(upload, 'delete-upload'),
  storageLink: readingUploads.get(`${storage}/presigned-url`, 'read-uploads'),
  storeObject: bringingUploads.post(`${storage}/upload`, createUpload),
  deleteObject: changingUploads.delete(`${storage}/{key+}`, 'delete-upload'),
} as const satisfies Record<string, Route>;
