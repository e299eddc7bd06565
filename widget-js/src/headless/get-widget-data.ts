import type { ApiAccess } from './api-access.js';
import { callApi } from './call-api.js';
import { errorOf } from './error-of.js';
import type { WidgetData } from './widget-data.js';

/**
 * Fetches a widget's public settings: `GET /api/v5/widget/getWidgetProcess`, contract section 1.
 *
 * @throws OtpError
 */
export async function getWidgetData(access: ApiAccess): Promise<WidgetData> {
  const body = await callApi(access, 'getWidgetProcess');
  if (!body.data || body.hasError) throw errorOf(body);
  return body.data as WidgetData;
}
