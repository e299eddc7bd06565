using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using System.Web.Script.Serialization;

// What .NET has had since version 5, with the signatures that its documentation gives; bodies by means of Mono.

namespace System.Net.Http.Json
{
    public static class HttpClientJsonExtensions
    {
        public static Task<HttpResponseMessage> PostAsJsonAsync<TValue>(
            this HttpClient client, string requestUri, TValue value)
        {
            var json = new JavaScriptSerializer().Serialize(value);
            return client.PostAsync(requestUri, new StringContent(json, Encoding.UTF8, "application/json"));
        }
    }

    public static class HttpContentJsonExtensions
    {
        public static async Task<T> ReadFromJsonAsync<T>(this HttpContent content)
        {
            var json = new JavaScriptSerializer().DeserializeObject(await content.ReadAsStringAsync());
            return (T)(object)new System.Text.Json.JsonElement(json);
        }
    }
}

namespace System.Text.Json
{
    public struct JsonElement
    {
        private readonly object value;

        public JsonElement(object value)
        {
            this.value = value;
        }

        public JsonElement GetProperty(string propertyName)
        {
            return new JsonElement(((Dictionary<string, object>)value)[propertyName]);
        }

        public string GetString()
        {
            return (string)value;
        }
    }
}
