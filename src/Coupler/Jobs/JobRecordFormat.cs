using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupler.Jobs;

/// <summary>
/// A <see cref="JobRecord"/> as JSON, for stores that keep bytes: every field that is not null, enumerations by name. A field
/// that is absent has its type's zero, whatever its initialiser says (the generated reader passes over initialisers), so a
/// field that is added later has to mean "as before" when it is zero or null. A list that is absent is empty.
/// </summary>
public static class JobRecordFormat
{
    public static byte[] Write(JobRecord job) => JsonSerializer.SerializeToUtf8Bytes(job, JobRecordJson.Default.JobRecord);

    /// <exception cref="FormatException">The bytes are no job record, or one of a later version of Coupler.</exception>
    public static JobRecord Read(ReadOnlySpan<byte> json)
    {
        JobRecord? job;
        try
        {
            job = JsonSerializer.Deserialize(json, JobRecordJson.Default.JobRecord);
        }
        catch (JsonException exception)
        {
            throw LaterFormat(json) ?? new FormatException($"The stored bytes are no job record: {exception.Message}", exception);
        }

        if (job is null) throw new FormatException("The stored bytes are no job record: null.");
        return job.FormatVersion <= JobRecord.CurrentFormat ? WithLists(job) : throw Later(job.FormatVersion);
    }

    private static JobRecord WithLists(JobRecord job) => job with
    {
        Attempts = OrEmpty(job.Attempts),
        FallbackWorkspaces = OrEmpty(job.FallbackWorkspaces),
        Bounds = OrEmpty(job.Bounds),
        Options = job.Options with { Tags = OrEmpty(job.Options.Tags), Fallbacks = OrEmpty(job.Options.Fallbacks) },
    };

    private static ImmutableArray<T> OrEmpty<T>(ImmutableArray<T> list) => list.IsDefault ? [] : list;

    /// <summary>A later version may have words and shapes that this one cannot even parse.</summary>
    private static FormatException? LaterFormat(ReadOnlySpan<byte> json)
    {
        try
        {
            var format = JsonSerializer.Deserialize(json, JobRecordJson.Default.Head)?.FormatVersion ?? 0;
            return format > JobRecord.CurrentFormat ? Later(format) : null;
        }
        catch (JsonException)
        {
            // No JSON at all, or none of ours: the caller says so.
            return null;
        }
    }

    private static FormatException Later(int format) => new(
        $"The job was written in format {format}; this version reads up to {JobRecord.CurrentFormat}. Use a newer one.");

    /// <summary>What every version's record begins with.</summary>
    internal sealed record Head(int FormatVersion);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobRecord))]
[JsonSerializable(typeof(JobRecordFormat.Head))]
internal sealed partial class JobRecordJson : JsonSerializerContext;
