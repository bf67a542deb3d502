using System.Text.Json;
using System.Text.Json.Serialization;

namespace Coupler.Jobs;

/// <summary>A <see cref="JobRecord"/> as JSON, for stores that keep bytes.</summary>
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
            throw new FormatException($"The stored bytes are no job record: {exception.Message}", exception);
        }

        if (job is null) throw new FormatException("The stored bytes are no job record: null.");
        return job.FormatVersion <= JobRecord.CurrentFormat
            ? job
            : throw new FormatException(
                $"Job {job.Id} was written in format {job.FormatVersion}; this version of Coupler reads up to {JobRecord.CurrentFormat}. Use a newer one.");
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(JobRecord))]
internal sealed partial class JobRecordJson : JsonSerializerContext;
