using System.Collections.Immutable;

namespace Coupler.Diagnostics;

/// <summary>How a client's store and places stand at one moment.</summary>
/// <param name="StoreTrouble">Null if the store can be written.</param>
/// <param name="Parked">How many jobs wait for a person; 100 means so many or more.</param>
internal sealed record JobHealthReport(Exception? StoreTrouble, int Parked, ImmutableArray<PlaceHealth> Places);
