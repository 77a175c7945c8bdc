"""Jobs of the house itself: takes up work whose worker died, and clears away what is over."""

import logging

from django.core.management import call_command
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

log = logging.getLogger("sumvay.worker")

SILENT_SECONDS = 20
TRIES = 5
KEEP_HOURS = 72


@app.periodic(cron="* * * * * */15")
@app.task(name="config.rescue_stalled_jobs", queueing_lock="rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """
    Retry every job whose worker has been silent for 20 seconds; one that ended five workers waits for a person.

    Where another of its kind waits already, that one does the work: two may not wait, and this one would hold its lock.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.attempts >= TRIES:
            log.error("job %s (%s) ended its worker %d times and is given up", job.id, job.task_name, job.attempts)
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        else:
            try:
                await manager.retry_job(job)
                log.warning("job %s (%s) lost its worker and is tried again", job.id, job.task_name)
            except UniqueViolation:
                log.warning("job %s (%s) lost its worker; another of its kind waits already", job.id, job.task_name)
                await manager.finish_job(job, status=Status.ABORTED, delete_job=True)


@app.periodic(cron="40 2 * * *")
@app.task(name="config.forget_finished_jobs", queueing_lock="forget_finished_jobs", pass_context=True)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Delete jobs that went well three days ago; failed ones stay for a person."""
    await context.app.job_manager.delete_old_jobs(nb_hours=KEEP_HOURS)


@app.periodic(cron="50 2 * * *")
@app.task(name="config.forget_old_sessions", queueing_lock="forget_old_sessions")
def forget_old_sessions(timestamp: int) -> None:
    """Delete the sessions that have run out."""
    call_command("clearsessions")
