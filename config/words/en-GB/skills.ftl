# The fourteen skills (§5): what strong looks like, and one thing to practise.

skill-opening-strong = Strong looks like this: the first minute feels like a conversation, and both of you are in the room.
skill-story-strong = Strong looks like this: in two minutes it’s clear where you come from and why you’re here.
skill-evidence-strong = Strong looks like this: one real example, your part in it, and what changed.
skill-shape-strong = Strong looks like this: the answer has a first sentence and an end, and fits in two minutes.
skill-subject-strong = Strong looks like this: you say what you know plainly, and where it ends.
skill-organisation-strong = Strong looks like this: you can say what they’re working on, and what it would mean for you.
skill-listening-strong = Strong looks like this: you answer the question that was asked, and check when you’re unsure.
skill-surprises-strong = Strong looks like this: you take a breath, think aloud, and get somewhere.
skill-awkward-strong = Strong looks like this: one honest sentence, what you did about it, and on.
skill-panel-strong = Strong looks like this: everyone gets a look and an answer, the quiet one too.
skill-questions-strong = Strong looks like this: your questions show you’ve thought about the work.
skill-pay-strong = Strong looks like this: you know your figure, say it once, and leave the silence alone.
skill-nerves-strong = Strong looks like this: the nerves are there, and the answers come all the same.
skill-closing-strong = Strong looks like this: you leave them with one sentence to remember, and thanks.

skill-opening-practice = greet three people today by name, and ask each one question.
skill-story-practice = tell it to a friend in two minutes, then in one.
skill-evidence-practice = write down one example for each of your three main duties.
skill-shape-practice = answer one question aloud against a two-minute timer.
skill-subject-practice = explain one thing from the advert to someone outside the field.
skill-organisation-practice = read their last annual report for twenty minutes and note two questions.
skill-listening-practice = in your next conversation, repeat the question in your own words first.
skill-surprises-practice = have a friend ask you three odd questions, and think aloud.
skill-awkward-practice = write the awkward answer in two sentences, and say it aloud once.
skill-panel-practice = at the next meeting, look at each person once while you speak.
skill-questions-practice = write three questions that only this job would make you ask.
skill-pay-practice = find out what the work pays in two places, and say your figure aloud.
skill-nerves-practice = arrive early somewhere this week, and do nothing for five minutes.
skill-closing-practice = write your last sentence, and say it to a mirror.
