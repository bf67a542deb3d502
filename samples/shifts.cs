#:project ../src/Coupler.Local/Coupler.Local.csproj

// Plans the shifts of a week for six people: dotnet run samples/shifts.cs

using Coupler;
using Coupler.Local;
using Coupler.Local.Optimiser;
using Coupler.Problems.Modelling;

string[] staff = ["Ada", "Ben", "Cleo", "Dan", "Eve", "Finn"];
string[] days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
(string Name, string Day, string Shift)[] wishes =
[
    ("Ada", "Mon", "early"), ("Ada", "Sat", "off"), ("Ada", "Sun", "off"), ("Ben", "Wed", "off"), ("Ben", "Thu", "late"),
    ("Cleo", "Fri", "off"), ("Cleo", "Sat", "off"), ("Dan", "Tue", "early"), ("Eve", "Sun", "off"), ("Finn", "Sat", "late"),
];

var model = new Model();
var shift = staff.SelectMany(_ => days, (name, day) => (name, day))
    .ToDictionary(key => key, key => model.OneOf($"{key.name} on {key.day}", ["off", "early", "late"]));

foreach (var day in days)
{
    model.Require(Expression.Sum(staff.Select(name => shift[(name, day)].Is("early"))) == 2, $"two early on {day}");
    model.Require(Expression.Sum(staff.Select(name => shift[(name, day)].Is("late"))) == 1, $"one late on {day}");
}

foreach (var name in staff)
{
    var free = Expression.Sum(days.Select(day => shift[(name, day)].Is("off")));
    model.Require(free >= 2, $"{name} works five days at most");
    foreach (var (day, next) in days.Zip(days.Skip(1)))
    {
        model.Require(
            shift[(name, day)].Is("late") + shift[(name, next)].Is("early") <= 1, $"{name} sleeps after {day}");
    }
}

model.Maximise(Expression.Sum(wishes.Select(wish => shift[(wish.Name, wish.Day)].Is(wish.Shift))));

await using var client = QuantumClient.Local();
var result = await client.RunAsync(model.ToProblem(), new()
{
    Parameters = new OptimiserParameters { Rounds = 100, Solutions = 20 },
    Seed = 7,
});

var plan = model.Read(result)[0];
Console.WriteLine($"      {string.Join(" ", days.Select(day => $"{day,-5}"))}".TrimEnd());
foreach (var name in staff)
{
    Console.WriteLine($"{name,-5} {string.Join(" ", days.Select(day => $"{plan[shift[(name, day)]],-5}"))}".TrimEnd());
}

Console.WriteLine($"{plan.Objective} of {wishes.Length} wishes come true");
foreach (var violation in plan.Violations) Console.WriteLine($"not kept: {violation}");
