using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Identity;
using Coupler.Azure.Wire;

namespace Coupler.Azure.Rest;

/// <summary>What an answer that refuses, or one that does not come, means for the job.</summary>
internal sealed class RestFailure(Uri root)
{
    private const string Role = "Quantum Workspace Data Contributor";

    /// <summary>Whether it is the network's or the sign-in's trouble, not this program's.</summary>
    public static bool IsNetwork(Exception exception) =>
        exception is RequestFailedException or AuthenticationFailedException or HttpRequestException or IOException
            or AggregateException
        || (exception is TaskCanceledException && exception.InnerException is TimeoutException);

    /// <summary>No answer came, or no token.</summary>
    public WorkspaceException OfNetwork(Exception exception) => exception switch
    {
        AuthenticationFailedException => new(
            FailureClass.NeverAccepted,
            "SignInFailed",
            $"Nobody could sign in for {root.Host}: {exception.Message}",
            exception),
        _ => new(
            NeverLeft(exception) ? FailureClass.NeverAccepted : FailureClass.AcceptanceUnknown,
            "NoAnswer",
            $"{root.Host} did not answer: {exception.Message}",
            exception),
    };

    /// <summary>An answer whose status is no success.</summary>
    public WorkspaceException Of(Response response)
    {
        var error = Detail(response);
        var code = error?.Code ?? $"{response.Status}";
        var text = error?.Message ?? response.ReasonPhrase;
        var message = $"{root.Host} answered {response.Status}, {code}: {text} {Advice(response.Status)}"
            + $"(request {response.ClientRequestId})";
        return new WorkspaceException(ClassOf(response.Status), code, message, new RequestFailedException(response))
        {
            RetryAfter = RetryAfter(response),
        };
    }

    /// <summary>A success whose body is not what the service answers.</summary>
    public WorkspaceException OfBody(HttpMessage message, JsonException exception) => new(
        FailureClass.AcceptanceUnknown,
        "UnreadableAnswer",
        $"{root.Host} answered {message.Request.Method} {message.Request.Uri.Path} with a body that is none of Azure Quantum's: "
            + exception.Message,
        exception);

    private static FailureClass ClassOf(int status) => status switch
    {
        // A role or a key may be mended while the job waits, and a busy service has taken nothing.
        401 or 403 or 404 or 429 => FailureClass.NeverAccepted,
        408 or >= 500 => FailureClass.AcceptanceUnknown,
        _ => FailureClass.Yours,
    };

    private static string Advice(int status) => status switch
    {
        401 => "The credential or the API key is not accepted: see that it is this workspace's, and not expired. ",
        403 => $"The identity needs the role '{Role}' on the workspace. ",
        404 => "See that subscription, resource group, workspace and location are right. ",
        _ => "",
    };

    private static bool NeverLeft(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException http)
            {
                return http.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError;
            }
        }

        return false;
    }

    private static ErrorDetail? Detail(Response response)
    {
        try
        {
            return response.Content.ToObjectFromJson(WireJson.Default.ErrorBody)?.Error;
        }
        catch (JsonException)
        {
            // A gateway's page, or nothing at all.
            return null;
        }
    }

    /// <summary>In seconds, or as a date.</summary>
    private static TimeSpan? RetryAfter(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return TimeSpan.FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) && response.Headers.Date is { } now
            ? time - now
            : null;
    }
}
